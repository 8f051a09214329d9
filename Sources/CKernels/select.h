// Picking from scores that a product has just made: included by kernels.h for each instruction set.

static void largest_in_rows(const float *x, size_t rows, size_t columns, uint32_t *column, float *value) {
    for (size_t r = 0; r < rows; r++, x += columns) {
        floats peaks = splat(-INFINITY);
        ints places = {}, here = {};
        size_t c = 0;
        for (size_t i = 0; i < LANES; i++) here[i] = (int32_t)i;
        for (; c + LANES <= columns; c += LANES, here += LANES) {
            floats v = load(x + c);
            ints mask = v > peaks;
            peaks = (floats)((mask & (ints)v) | (~mask & (ints)peaks));
            places = (mask & here) | (~mask & places);
        }
        float best = -INFINITY;
        uint32_t place = 0;
        for (size_t i = 0; i < LANES; i++)
            if (peaks[i] > best || (peaks[i] == best && best > -INFINITY && (uint32_t)places[i] < place)) {
                best = peaks[i];
                place = (uint32_t)places[i];
            }
        for (; c < columns; c++)
            if (x[c] > best) {
                best = x[c];
                place = (uint32_t)c;
            }
        column[r] = place;
        value[r] = best;
    }
}

static size_t reaching(const float *x, size_t rows, size_t columns, const float *thresholds, uint32_t *found) {
    size_t count = 0;
    for (size_t r = 0; r < rows; r++) {
        const float *row = x + r * columns;
        size_t c = 0;
        for (; c + LANES <= columns; c += LANES) {
            // Hardly ever any: the bits are looked at one by one only then.
            uint32_t bits = bits_of(load(row + c) >= load(thresholds + c));
            for (; bits; bits &= bits - 1) found[count++] = (uint32_t)(r * columns + c + (size_t)__builtin_ctz(bits));
        }
        for (; c < columns; c++)
            if (row[c] >= thresholds[c]) found[count++] = (uint32_t)(r * columns + c);
    }
    return count;
}
