// The kernels, once, over vectors of LANES floats: each instruction set includes this file with its own LANES, TABLE and
// target attribute. Vector extensions of the compiler stand for intrinsics, so that the twins cannot drift apart.

#include <math.h>
#include <string.h>

#include "tables.h"

typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t ints __attribute__((vector_size(LANES * 4)));

#define INLINE static inline __attribute__((always_inline))

INLINE floats load(const float *p) {
    floats v;
    memcpy(&v, p, sizeof v);
    return v;
}

INLINE void store(float *p, floats v) { memcpy(p, &v, sizeof v); }

/// The first `count` < LANES floats, and `filler` behind them.
INLINE floats load_partial(const float *p, size_t count, float filler) {
    float buffer[LANES];
    for (size_t i = 0; i < LANES; i++) buffer[i] = i < count ? p[i] : filler;
    return load(buffer);
}

INLINE void store_partial(float *p, floats v, size_t count) { memcpy(p, &v, count * sizeof(float)); }

/// x - 0 is x, and compiles to nothing; 0 + x is not, for x = -0.
INLINE floats splat(float x) { return x - (floats){}; }

INLINE float sum(floats v) {
    float parts[LANES];
    store(parts, v);
    for (size_t width = LANES / 2; width > 0; width /= 2)
        for (size_t i = 0; i < width; i++) parts[i] += parts[i + width];
    return parts[0];
}

INLINE floats larger(floats a, floats b) {
    ints mask = a > b;
    return (floats)((mask & (ints)a) | (~mask & (ints)b));
}

INLINE float largest(floats v) {
    float result = v[0];
    for (size_t i = 1; i < LANES; i++) result = v[i] > result ? v[i] : result;
    return result;
}

INLINE floats magnitude(floats v) { return (floats)((ints)v & 0x7fffffff); }

/// e^x for x <= 0. 2^(n + f) with n whole and |f| <= 1/2: n goes into the exponent, 2^f is a minimax polynomial of degree
/// 6 (relative error 2e-9 before rounding). Below -87 the result is 0.
INLINE floats exp_negative(floats x) {
    const float shifter = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number
    floats inputs = x;
    floats t = larger(x, splat(-87.0f)) * 1.44269504f;
    floats whole = (t + shifter) - shifter;
    // x - whole * ln 2 in two steps, since the product alone loses the digits that matter.
    floats f = (larger(x, splat(-87.0f)) - whole * 0.693359375f) + whole * 2.12194440e-4f;
    f *= 1.44269504f;
    floats p = splat(0.0001534581242594868f);
    p = p * f + 0.0013399930903688073f;
    p = p * f + 0.009618489071726799f;
    p = p * f + 0.05550328642129898f;
    p = p * f + 0.24022646248340607f;
    p = p * f + 0.6931471824645996f;
    p = p * f + 1.0f;
    ints exponent = (__builtin_convertvector(whole, ints) + 127) << 23;
    return (floats)((ints)(p * (floats)exponent) & (inputs >= -87.0f));
}

/// 2^x for x <= 0, by the same polynomial; the whole part is added to the exponent in place. Below -125 the result is
/// that of -125, which no sum with a term of 1 can tell from 0.
INLINE floats power_of_two(floats x) {
    const float shifter = 12582912.0f;
    floats clamped = larger(x, splat(-125.0f));
    floats shifted = clamped + shifter;
    floats f = clamped - (shifted - shifter);
    floats p = splat(0.0001534581242594868f);
    p = p * f + 0.0013399930903688073f;
    p = p * f + 0.009618489071726799f;
    p = p * f + 0.05550328642129898f;
    p = p * f + 0.24022646248340607f;
    p = p * f + 0.6931471824645996f;
    p = p * f + 1.0f;
    return (floats)((ints)p + ((ints)shifted << 23));
}

/// x * Phi(x). Phi(x) - 1/2 is x times a polynomial of degree 13 in u = 2 (x / 5.2)^2 - 1, minimax for the error of the
/// product on |x| <= 5.2; beyond, Phi is 0 or 1 to within 1e-7. The variable u keeps Horner's rule from cancelling.
INLINE floats gelu(floats x) {
    const float limit = 5.2f;
    floats u = x * x * (2.0f / (limit * limit)) - 1.0f;
    floats p = splat(-0.0003882432938553393f);
    p = p * u + 0.0011886898428201675f;
    p = p * u - 0.001468751928769052f;
    p = p * u + 0.002005170099437237f;
    p = p * u - 0.004542334470897913f;
    p = p * u + 0.008365104906260967f;
    p = p * u - 0.01261964999139309f;
    p = p * u + 0.01803876832127571f;
    p = p * u - 0.02469884231686592f;
    p = p * u + 0.03197391703724861f;
    p = p * u - 0.03993198648095131f;
    p = p * u + 0.050025615841150284f;
    p = p * u - 0.06774362176656723f;
    p = p * u + 0.1359499841928482f;
    ints above = x > limit;
    ints inside = magnitude(x) <= limit;
    ints nan = x != x;
    floats value = x * (p * x + 0.5f);
    return (floats)(((ints)value & inside) | ((ints)x & (above | nan)));
}

static void dot_rows(const float *query, const float *rows, size_t count, size_t columns, float *out) {
    for (size_t r = 0; r < count; r++) {
        const float *row = rows + r * columns;
        floats s0 = {}, s1 = {}, s2 = {}, s3 = {};
        size_t c = 0;
        for (; c + 4 * LANES <= columns; c += 4 * LANES) {
            s0 += load(query + c) * load(row + c);
            s1 += load(query + c + LANES) * load(row + c + LANES);
            s2 += load(query + c + 2 * LANES) * load(row + c + 2 * LANES);
            s3 += load(query + c + 3 * LANES) * load(row + c + 3 * LANES);
        }
        for (; c + LANES <= columns; c += LANES) s0 += load(query + c) * load(row + c);
        float total = sum((s0 + s1) + (s2 + s3));
        for (; c < columns; c++) total += query[c] * row[c];
        out[r] = total;
    }
}

static void dot_rows_int8(const int8_t *query, const int8_t *rows, size_t count, size_t columns, int32_t *out) {
    for (size_t r = 0; r < count; r++) {
        const int8_t *row = rows + r * columns;
        int32_t total = 0;
        for (size_t c = 0; c < columns; c++) total += (int32_t)query[c] * (int32_t)row[c];
        out[r] = total;
    }
}

typedef int8_t tiny __attribute__((vector_size(LANES)));

INLINE floats load_codes(const int8_t *codes) {
    tiny loaded;
    memcpy(&loaded, codes, sizeof loaded);
    return __builtin_convertvector(loaded, floats);
}

static float dot_codes(const float *query, const int8_t *codes, size_t columns) {
    floats even = {}, odd = {};
    size_t c = 0;
    for (; c + 2 * LANES <= columns; c += 2 * LANES) {
        even += load(query + c) * load_codes(codes + c);
        odd += load(query + c + LANES) * load_codes(codes + c + LANES);
    }
    float total = sum(even + odd);
    for (; c < columns; c++) total += query[c] * (float)codes[c];
    return total;
}

static void add_bias(float *x, const float *bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++, x += columns) {
        size_t c = 0;
        for (; c + LANES <= columns; c += LANES) store(x + c, load(x + c) + load(bias + c));
        for (; c < columns; c++) x[c] += bias[c];
    }
}

static void bias_gelu(float *x, const float *bias, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++, x += columns) {
        size_t c = 0;
        for (; c + LANES <= columns; c += LANES) store(x + c, gelu(load(x + c) + load(bias + c)));
        size_t rest = columns - c;
        if (rest) store_partial(x + c, gelu(load_partial(x + c, rest, 0) + load_partial(bias + c, rest, 0)), rest);
    }
}

static void softmax(float *x, float scale, size_t columns) {
    if (columns == 0) return;
    floats peaks = splat(-INFINITY);
    size_t c = 0;
    for (; c + LANES <= columns; c += LANES) peaks = larger(load(x + c) * scale, peaks);
    size_t rest = columns - c;
    if (rest) peaks = larger(load_partial(x + c, rest, x[c]) * scale, peaks);
    float peak = largest(peaks);
    floats totals = {};
    for (c = 0; c + LANES <= columns; c += LANES) {
        floats e = exp_negative(load(x + c) * scale - peak);
        store(x + c, e);
        totals += e;
    }
    float total = sum(totals);
    if (rest) {
        floats e = exp_negative(load_partial(x + c, rest, 0) * scale - peak);
        store_partial(x + c, e, rest);
        for (size_t i = 0; i < rest; i++) total += e[i];
    }
    float factor = 1.0f / total;
    for (c = 0; c + LANES <= columns; c += LANES) store(x + c, load(x + c) * factor);
    for (; c < columns; c++) x[c] *= factor;
}

static void layer_norm(const float *x, const float *bias, const float *residual, const float *gain, const float *shift,
                       float epsilon, float *out, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++, x += columns, out += columns) {
        floats totals = {};
        float total = 0;
        size_t c = 0;
        for (; c + LANES <= columns; c += LANES) {
            floats v = load(x + c);
            if (bias) v += load(bias + c);
            if (residual) v += load(residual + c);
            store(out + c, v);
            totals += v;
        }
        for (; c < columns; c++) {
            out[c] = x[c] + (bias ? bias[c] : 0) + (residual ? residual[c] : 0);
            total += out[c];
        }
        float mean = (sum(totals) + total) / (float)columns;
        floats squares = {};
        float square = 0;
        for (c = 0; c + LANES <= columns; c += LANES) {
            floats d = load(out + c) - mean;
            squares += d * d;
        }
        for (; c < columns; c++) square += (out[c] - mean) * (out[c] - mean);
        float factor = 1.0f / sqrtf((sum(squares) + square) / (float)columns + epsilon);
        for (c = 0; c + LANES <= columns; c += LANES)
            store(out + c, (load(out + c) - mean) * factor * load(gain + c) + load(shift + c));
        for (; c < columns; c++) out[c] = (out[c] - mean) * factor * gain[c] + shift[c];
        if (residual) residual += columns;
    }
}

static void mean_rows(const float *x, size_t rows, size_t columns, float *out) {
    memset(out, 0, columns * sizeof(float));
    if (rows == 0) return;
    for (size_t r = 0; r < rows; r++, x += columns) add_bias(out, x, 1, columns);
    float factor = 1.0f / (float)rows;
    for (size_t c = 0; c < columns; c++) out[c] *= factor;
}

static void normalise(float *x, size_t columns) {
    float square;
    dot_rows(x, x, 1, columns, &square);
    if (!(square > 0)) return;
    float factor = 1.0f / sqrtf(square);
    for (size_t c = 0; c < columns; c++) x[c] *= factor;
}

static float quantise(const float *x, size_t columns, int8_t *codes) {
    float peak = 0;
    int finite = 1;
    for (size_t c = 0; c < columns; c++) {
        float m = fabsf(x[c]);
        finite &= m < INFINITY;
        peak = m > peak ? m : peak;
    }
    float scale = peak / 127;
    if (!finite || !(scale > 0)) {
        memset(codes, 0, columns);
        return 0;
    }
    // Adding a signed half and truncating rounds halves away from zero.
    for (size_t c = 0; c < columns; c++) {
        float v = x[c] / scale;
        codes[c] = (int8_t)(v + (v < 0 ? -0.5f : 0.5f));
    }
    return scale;
}

#include "product.h"
#include "attention.h"
#include "scan.h"
#include "codes.h"
#include "select.h"
#include "postings.h"

// Without optimisation the accumulators live in memory, and any BLAS is faster.
#if defined(__OPTIMIZE__) && LANES > 4
#define PREFERS_PRODUCT 1
#else
#define PREFERS_PRODUCT 0
#endif

const struct byline_kernels TABLE = {
    .name = TABLE_NAME,
    .dot_rows = dot_rows,
    .dot_rows_int8 = dot_rows_int8,
    .dot_codes = dot_codes,
    .add_bias = add_bias,
    .bias_gelu = bias_gelu,
    .softmax = softmax,
    .layer_norm = layer_norm,
    .mean_rows = mean_rows,
    .normalise = normalise,
    .quantise = quantise,
    .panel = PANEL,
    .prefers_product = PREFERS_PRODUCT,
    .product = product,
    .attention_scratch = attention_scratch,
    .attention = attention,
    .dot_rows_at = dot_rows_at,
    .sum_all = sum_all,
    .rotate = rotate,
    .encode_row = encode_row,
    .scan_codes = scan_codes,
    .largest_in_rows = largest_in_rows,
    .reaching = reaching,
    .pack = pack,
    .unpack = unpack,
    .unpack_sums = unpack_sums,
    .score_postings = score_postings,
    .reaching_sums = reaching_sums,
};
