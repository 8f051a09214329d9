// Codes of one bit a component, after Gao and Long 2024, "RaBitQ" (arXiv:2405.12497): included by kernels.h for each
// instruction set. scan.h reads what is laid down here.

#if LANES == 16
#define INTERLEAVED_LOW 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define INTERLEAVED_HIGH 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#elif LANES == 8
#define INTERLEAVED_LOW 0, 8, 1, 9, 2, 10, 3, 11
#define INTERLEAVED_HIGH 4, 12, 5, 13, 6, 14, 7, 15
#else
#define INTERLEAVED_LOW 0, 4, 1, 5
#define INTERLEAVED_HIGH 2, 6, 3, 7
#endif

/// One step of the Walsh-Hadamard transform of `count` floats, a power of two: sums and differences of the two halves,
/// interleaved. Every step is the same, so that all of them are whole registers (Pease 1968, "An adaptation of the fast
/// Fourier transform for parallel processing").
INLINE void hadamard_step(const float *x, size_t count, float factor, float *out) {
    const float *y = x + count / 2;
    size_t i = 0;
    for (; i + LANES <= count / 2; i += LANES) {
        floats a = load(x + i) * factor, b = load(y + i) * factor;
        floats total = a + b, difference = a - b;
        store(out + 2 * i, __builtin_shufflevector(total, difference, INTERLEAVED_LOW));
        store(out + 2 * i + LANES, __builtin_shufflevector(total, difference, INTERLEAVED_HIGH));
    }
    for (; i < count / 2; i++) {
        float a = x[i] * factor, b = y[i] * factor;
        out[2 * i] = a + b;
        out[2 * i + 1] = a - b;
    }
}

/// Every round turns signs and mixes as many components as the largest power of two allows, the first ones and the last
/// ones in turn (Ailon and Chazelle 2006, "Approximate nearest neighbors and the fast Johnson-Lindenstrauss transform").
static void rotate(float *x, size_t columns, const float *signs, size_t rounds, float *scratch) {
    size_t width = 1, steps = 0;
    for (; width * 2 <= columns; width *= 2) steps++;
    const float factor = 0.70710678f;
    for (size_t round = 0; round < rounds; round++, signs += columns) {
        size_t c = 0;
        for (; c + LANES <= columns; c += LANES) store(x + c, load(x + c) * load(signs + c));
        for (; c < columns; c++) x[c] *= signs[c];
        float *part = round % 2 ? x + columns - width : x;
        float *from = part, *to = scratch;
        for (size_t step = 0; step < steps; step++) {
            hadamard_step(from, width, factor, to);
            float *other = from;
            from = to;
            to = other;
        }
        if (from != part) memcpy(part, from, width * sizeof(float));
    }
}

static void encode_row(const float *x, size_t columns, size_t pairs, size_t row, uint8_t *block) {
    floats lengths = {}, squares = {};
    float length = 0, square = 0;
    uint8_t *place = block + PLACE_IN_BLOCK(row);
    size_t c = 0;
    for (; c + LANES <= columns; c += LANES) {
        floats v = load(x + c);
        lengths += magnitude(v);
        squares += v * v;
        uint32_t bits = bits_of(v >= 0) << c % 8;
        for (size_t i = 0; i < LANES; i += 8) place[(c + i) / 8 * BLOCK_ROWS] |= (uint8_t)(bits >> i);
    }
    for (; c < columns; c++) {
        length += fabsf(x[c]);
        square += x[c] * x[c];
        if (x[c] >= 0) place[c / 8 * BLOCK_ROWS] |= (uint8_t)(1 << c % 8);
    }
    length += sum(lengths);
    square += sum(squares);
    float scale = length > 0 && square < INFINITY ? square / length : 0;
    memcpy(block + pairs * BLOCK_ROWS + row * sizeof scale, &scale, sizeof scale);
}
