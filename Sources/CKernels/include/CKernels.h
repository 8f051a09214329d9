#ifndef BYLINE_CKERNELS_H
#define BYLINE_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// What a scan over codes asks: see `scan_codes`.
struct byline_scan {
    /// For each digit, 16 entries of at most 31: two digits a pair.
    const uint8_t *tables;
    /// Bytes of a row's code; a multiple of 4.
    size_t pairs;
    /// The bound of a row is scale * (step * sum + offset) + centre.
    float step, offset, centre;
    /// Rows whose bound is not above this are left out.
    float threshold;
};

/// Numbers in a packed block of an inverted list.
#define BYLINE_BLOCK 128

/// What a posting scores: weight * f / (f + base + slope * length), with f = text + title_weight * title.
struct byline_scoring {
    float weight, base, slope, title_weight;
};

/// The kernels of one instruction set. Every table computes the same functions; results of two tables differ by rounding
/// only. Matrices are row-major and dense; buffers may be unaligned; `out` may be one of the inputs where the shapes are
/// the same.
struct byline_kernels {
    /// Name of the instruction set, for example `avx2`.
    const char *name;

    /// Inner products of `query` (`columns` floats) with each of `count` rows.
    void (*dot_rows)(const float *query, const float *rows, size_t count, size_t columns, float *out);

    /// Inner products of codes with each of `count` rows of codes; exact up to 131,072 columns.
    void (*dot_rows_int8)(const int8_t *query, const int8_t *rows, size_t count, size_t columns, int32_t *out);

    /// Inner product of `query` with codes of `columns` components; as exact as a sum of floats.
    float (*dot_codes)(const float *query, const int8_t *codes, size_t columns);

    /// x[r][c] += bias[c].
    void (*add_bias)(float *x, const float *bias, size_t rows, size_t columns);

    /// x[r][c] = gelu(x[r][c] + bias[c]), gelu(x) = x * (1 + erf(x / sqrt 2)) / 2 (Hendrycks and Gimpel 2016,
    /// arXiv:1606.08415), with an absolute error below 1e-6 for |x| < 5.2 and half a unit in the last place beyond.
    void (*bias_gelu)(float *x, const float *bias, size_t rows, size_t columns);

    /// x[c] = exp(scale * x[c] - m) / sum, with m the largest of scale * x; relative error of a term below 3e-7 as long
    /// as it is a normal number.
    void (*softmax)(float *x, float scale, size_t columns);

    /// out = normalise(x + bias + residual) * gain + shift, row by row, over mean and variance of the row (Ba et al.
    /// 2016, arXiv:1607.06450). `bias` and `residual` may be null. `out` may be `x` or `residual`.
    void (*layer_norm)(const float *x, const float *bias, const float *residual, const float *gain, const float *shift,
                       float epsilon, float *out, size_t rows, size_t columns);

    /// out[c] = mean over rows of x[r][c]; zeros where there are no rows.
    void (*mean_rows)(const float *x, size_t rows, size_t columns, float *out);

    /// Scales x to length 1; a zero vector stays as it is.
    void (*normalise)(float *x, size_t columns);

    /// codes[c] = round(x[c] / scale), halves away from zero, with the returned scale = max |x| / 127. Zeros and scale 0
    /// where the largest component is zero or not finite.
    float (*quantise)(const float *x, size_t columns, int8_t *codes);

    /// Outputs that stand side by side in packed weights.
    size_t panel;

    /// Whether `product` is the fastest there is here; otherwise a BLAS is to be preferred.
    int prefers_product;

    /// y = x * weights + bias, and the Gaussian error linear unit of it where `with_gelu` is not zero. `x` has `rows` x
    /// `depth` floats, `y` has `rows` x `columns`, a row every `stride` floats, and `columns` is a multiple of `panel`. Of
    /// the weights, those of outputs c to c + panel - 1 begin at `panels + c * depth`: for each input, `panel` of them.
    void (*product)(const float *x, size_t rows, size_t depth, const float *panels, const float *bias, int with_gelu,
                    float *y, size_t columns, size_t stride);

    /// Floats of working memory that `attention` needs for a sequence of so many rows and heads so wide.
    size_t (*attention_scratch)(size_t rows, size_t width);

    /// Softmax(Q K^T / sqrt(width)) V of one sequence, for each of `heads` heads (Vaswani et al. 2017, arXiv:1706.03762).
    /// `queries` (`query_rows` of them), `keys` and `values` (`rows` each, at least one) have a row every `stride`
    /// floats, in which head h has the `width` floats from h * width; `out` has the same heads in a row every
    /// `out_stride` floats. No input overlaps `out` or `scratch`. A weight has a relative error below 1e-6.
    void (*attention)(const float *queries, size_t query_rows, const float *keys, const float *values, size_t rows,
                      size_t stride, size_t width, size_t heads, float *out, size_t out_stride, float *scratch);

    /// Inner products of `query` with each of `count` rows that lie apart, each the same as `dot_rows` gives.
    void (*dot_rows_at)(const float *query, const float *const *rows, size_t count, size_t columns, float *out);

    /// The sum of all elements.
    float (*sum_all)(const float *x, size_t count);

    /// Turns x by an orthogonal matrix that `rounds` times `columns` signs (1 or -1) make. `scratch` has room for `columns`
    /// floats. O(rounds * columns * log columns).
    void (*rotate)(float *x, size_t columns, const float *signs, size_t rounds, float *scratch);

    /// Adds the signs of x as row `row` < 64 to a block that was zero, and its scale |x|^2 / (|x_1| + |x_2| + ...): the scale
    /// times the inner product of the signs with a turned query is an unbiased estimate of that of x. A block is `pairs`
    /// times 64 bytes, where bit c % 8 of a row's byte c / 8 is the sign of component c, and 64 scales.
    void (*encode_row)(const float *x, size_t columns, size_t pairs, size_t row, uint8_t *block);

    /// Finds the rows whose bound is above the threshold: writes their numbers, ascending, and bounds, and returns how
    /// many. `blocks` are those of `encode_row`; bit r % 64 of admitted[r / 64] lets row r in, null all rows. `found` and
    /// `bounds` have room for all.
    size_t (*scan_codes)(const struct byline_scan *scan, const uint8_t *blocks, size_t rows, const uint64_t *admitted,
                         uint32_t *found, float *bounds);

    /// The column of each row's largest value, the first of equals, and that value. A NaN is never the largest; column 0
    /// where there is nothing else.
    void (*largest_in_rows)(const float *x, size_t rows, size_t columns, uint32_t *column, float *value);

    /// Finds the elements that reach the threshold of their column: writes their places r * columns + c, ascending, and
    /// returns how many. `found` has room for all.
    size_t (*reaching)(const float *x, size_t rows, size_t columns, const float *thresholds, uint32_t *found);

    /// Packs BYLINE_BLOCK numbers below 2^width, width <= 32, into width times 16 bytes.
    void (*pack)(const uint32_t *numbers, unsigned width, uint8_t *packed);

    /// The BYLINE_BLOCK numbers of width times 16 bytes.
    void (*unpack)(const uint8_t *packed, unsigned width, uint32_t *out);

    /// The same for BYLINE_BLOCK differences: each number is the sum of all up to it and of `first`, modulo 2^32; returns the
    /// last.
    uint32_t (*unpack_sums)(const uint8_t *packed, unsigned width, uint32_t first, uint32_t *out);

    /// What each of `count` postings scores, to the same bit on every table; `lengths` is indexed by row. All buffers are
    /// read and written up to the next multiple of 16, so that rows there must be rows as well. Numbers are below 2^31.
    void (*score_postings)(const struct byline_scoring *scoring, const uint32_t *rows, const uint32_t *texts,
                           const uint32_t *titles, size_t count, const uint32_t *lengths, float *out);

    /// Finds the sums that reach the threshold: writes their places, ascending, and returns how many. `found` has room for
    /// all.
    size_t (*reaching_sums)(const double *sums, size_t count, double threshold, uint32_t *found);
};

/// The fastest table that this processor can run, or the one that `BYLINE_KERNELS` names, for measuring what another
/// machine would do: `portable`, `avx2` or `avx512`. What this processor cannot run is never chosen.
const struct byline_kernels *byline_kernels_best(void);

/// All tables that this processor can run, the portable one first; returns how many there are, at most `capacity`.
size_t byline_kernels_available(const struct byline_kernels **tables, size_t capacity);

#endif
