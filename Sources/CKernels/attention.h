// Multi-head self-attention over one sequence: included by kernels.h for each instruction set, after product.h.
//
// Head by head: keys are packed as a transposed right factor, values as they are, both in panels of PANEL outputs, so that
// the tile of product.h makes scores and sums with them. TILE queries at a time keep their scores in the first cache:
// nothing of the size rows × rows is ever stored (the idea of Dao et al. 2022, arXiv:2205.14135, without its running
// maximum, since a row of scores is short). Softmax is not divided by its sum; the gathered values are.
//
// Costs 4 × query rows × rows × width operations a head, and query rows × rows powers of two.

/// `count` rounded up to whole panels.
INLINE size_t panels_of(size_t count) { return (count + PANEL - 1) / PANEL * PANEL; }

static size_t attention_scratch(size_t rows, size_t width) {
    return panels_of(rows) * width + rows * panels_of(width) + TILE * (panels_of(rows) + panels_of(width)) + PANEL;
}

/// to[c][k] = scale × from[k][c] in panels of keys; zeros behind the last key.
static void pack_keys(const float *from, size_t stride, size_t rows, size_t width, float scale, float *to) {
    for (size_t first = 0; first < rows; first += PANEL, to += PANEL * width) {
        size_t count = rows - first < PANEL ? rows - first : PANEL;
        if (count < PANEL) memset(to, 0, PANEL * width * sizeof(float));
        for (size_t k = 0; k < count; k++) {
            const float *key = from + (first + k) * stride;
            for (size_t c = 0; c < width; c++) to[c * PANEL + k] = scale * key[c];
        }
    }
}

/// to[k][c] = from[k][c] in panels of components; zeros behind the last one.
static void pack_values(const float *from, size_t stride, size_t rows, size_t width, float *to) {
    for (size_t first = 0; first < width; first += PANEL)
        for (size_t k = 0; k < rows; k++, to += PANEL) {
            const float *value = from + k * stride + first;
            size_t count = width - first < PANEL ? width - first : PANEL;
            if (count == PANEL) {
                store(to, load(value));
                store(to + LANES, load(value + LANES));
            } else {
                memset(to, 0, PANEL * sizeof(float));
                memcpy(to, value, count * sizeof(float));
            }
        }
}

/// x[c] = 2^(x[c] - m), with m the largest; returns one over their sum.
INLINE float powers(float *x, size_t columns) {
    floats peaks = splat(-INFINITY);
    size_t c = 0;
    for (; c + LANES <= columns; c += LANES) peaks = larger(load(x + c), peaks);
    size_t rest = columns - c;
    if (rest) peaks = larger(load_partial(x + c, rest, x[c]), peaks);
    float peak = largest(peaks);
    floats totals = {};
    for (c = 0; c + LANES <= columns; c += LANES) {
        floats e = power_of_two(load(x + c) - peak);
        store(x + c, e);
        totals += e;
    }
    float total = sum(totals);
    if (rest) {
        floats e = power_of_two(load_partial(x + c, rest, 0) - peak);
        store_partial(x + c, e, rest);
        for (size_t i = 0; i < rest; i++) total += e[i];
    }
    return 1.0f / total;
}

static void attention(const float *queries, size_t query_rows, const float *keys, const float *values, size_t rows,
                      size_t stride, size_t width, size_t heads, float *out, size_t out_stride, float *scratch) {
    const float zeros[PANEL] = {0};
    size_t padded = panels_of(rows), wide = panels_of(width);
    float *key_panels = scratch, *value_panels = key_panels + padded * width, *scores = value_panels + rows * wide;
    float *gathered = scores + TILE * padded;
    // Scores to the base 2, so that powers of 2 are exponentials.
    float scale = 1.44269504f / sqrtf((float)width);
    for (size_t head = 0; head < heads; head++) {
        size_t place = head * width;
        pack_keys(keys + place, stride, rows, width, scale, key_panels);
        pack_values(values + place, stride, rows, width, value_panels);
        for (size_t first = 0; first < query_rows;) {
            size_t count = tile_rows(query_rows - first);
            const float *query = queries + first * stride + place;
            for (size_t k = 0; k < padded; k += PANEL)
                tile_of(query, stride, width, key_panels + k * width, zeros, 0, scores + k, padded, count);
            float factors[TILE];
            for (size_t r = 0; r < count; r++) factors[r] = powers(scores + r * padded, rows);
            for (size_t c = 0; c < wide; c += PANEL)
                tile_of(scores, padded, rows, value_panels + c * rows, zeros, 0, gathered + c, wide, count);
            for (size_t r = 0; r < count; r++)
                for (size_t c = 0; c < width; c++)
                    out[(first + r) * out_stride + place + c] = gathered[r * wide + c] * factors[r];
            first += count;
        }
    }
}
