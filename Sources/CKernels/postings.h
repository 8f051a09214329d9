// Blocks of an inverted list: included by kernels.h for each instruction set. A block's numbers are packed as Lemire and
// Boytsov do it (Decoding billions of integers per second through vectorization, 2015): four lanes, each with every
// fourth number, so that one shift moves four of them.

typedef uint32_t quad __attribute__((vector_size(16)));

INLINE quad load_quad(const uint8_t *p) {
    quad v;
    memcpy(&v, p, sizeof v);
    return v;
}

/// Number i of a block in the lanes of the i-th vector. `width` is known when this is compiled, so that no shift is computed.
INLINE quad unpack_quad(const uint8_t *packed, unsigned width, unsigned i) {
    if (width == 0) return (quad){};
    unsigned bit = i * width, shift = bit % 32;
    const uint8_t *word = packed + bit / 32 * sizeof(quad);
    quad v = load_quad(word) >> shift;
    if (shift + width > 32) v |= load_quad(word + sizeof(quad)) << (32 - shift);
    return width < 32 ? v & ((1u << width) - 1) : v;
}

INLINE void unpack_width(const uint8_t *packed, unsigned width, uint32_t *out) {
#pragma clang loop unroll(full)
    for (unsigned i = 0; i < BYLINE_BLOCK / 4; i++) {
        quad v = unpack_quad(packed, width, i);
        memcpy(out + 4 * i, &v, sizeof v);
    }
}

#define EACH_WIDTH(CASE) \
    CASE(0) CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) CASE(9) CASE(10) CASE(11) CASE(12) CASE(13) \
    CASE(14) CASE(15) CASE(16) CASE(17) CASE(18) CASE(19) CASE(20) CASE(21) CASE(22) CASE(23) CASE(24) CASE(25) CASE(26) \
    CASE(27) CASE(28) CASE(29) CASE(30) CASE(31) CASE(32)

static void unpack(const uint8_t *packed, unsigned width, uint32_t *out) {
#define CASE(w) \
    case w: unpack_width(packed, w, out); return;
    switch (width) { EACH_WIDTH(CASE) }
#undef CASE
}

static void pack(const uint32_t *numbers, unsigned width, uint8_t *packed) {
    memset(packed, 0, width * sizeof(quad));
    for (unsigned i = 0; i < BYLINE_BLOCK / 4 && width > 0; i++) {
        unsigned bit = i * width, shift = bit % 32;
        uint8_t *word = packed + bit / 32 * sizeof(quad);
        quad v = load_quad((const uint8_t *)(numbers + 4 * i)), low = load_quad(word) | v << shift;
        memcpy(word, &low, sizeof low);
        if (shift + width > 32) {
            quad high = v >> (32 - shift);
            memcpy(word + sizeof high, &high, sizeof high);
        }
    }
}

INLINE quad shifted(quad v, int lanes) {
    return lanes == 1 ? __builtin_shufflevector(v, (quad){}, 4, 0, 1, 2) : __builtin_shufflevector(v, (quad){}, 4, 4, 0, 1);
}

/// Each number of a block plus all before it. Only one addition of four lanes waits for the four before.
INLINE uint32_t unpack_sums_width(const uint8_t *packed, unsigned width, uint32_t first, uint32_t *out) {
    quad before = (quad){} + first;
#pragma clang loop unroll(full)
    for (unsigned i = 0; i < BYLINE_BLOCK / 4; i++) {
        quad v = unpack_quad(packed, width, i);
        v += shifted(v, 1);
        v += shifted(v, 2);
        quad sums = v + before;
        before += __builtin_shufflevector(v, v, 3, 3, 3, 3);
        memcpy(out + 4 * i, &sums, sizeof sums);
    }
    return before[0];
}

static uint32_t unpack_sums(const uint8_t *packed, unsigned width, uint32_t first, uint32_t *out) {
#define CASE(w) \
    case w: return unpack_sums_width(packed, w, first, out);
    switch (width) { EACH_WIDTH(CASE) }
#undef CASE
    return first;
}

static void score_postings(const struct byline_scoring *scoring, const uint32_t *rows, const uint32_t *texts,
                           const uint32_t *titles, size_t count, const uint32_t *lengths, float *out) {
#pragma clang fp contract(off)
    for (size_t i = 0; i < count; i += LANES) {
        ints length, text, title;
        for (size_t lane = 0; lane < LANES; lane++) length[lane] = (int32_t)lengths[rows[i + lane]];
        memcpy(&text, texts + i, sizeof text);
        memcpy(&title, titles + i, sizeof title);
        floats saturation = __builtin_convertvector(length, floats) * scoring->slope + scoring->base;
        floats frequency = __builtin_convertvector(title, floats) * scoring->title_weight +
                           __builtin_convertvector(text, floats);
        store(out + i, frequency / (frequency + saturation) * scoring->weight);
    }
}

static size_t reaching_sums(const double *sums, size_t count, double threshold, uint32_t *found) {
    typedef double doubles __attribute__((vector_size(LANES * 8)));
    typedef int64_t longs __attribute__((vector_size(LANES * 8)));
    size_t written = 0, i = 0;
    for (; i + LANES <= count; i += LANES) {
        doubles v;
        memcpy(&v, sums + i, sizeof v);
        ints reached = __builtin_convertvector((longs)(v >= threshold), ints);
        uint32_t bits = bits_of(reached);
        for (; bits; bits &= bits - 1) found[written++] = (uint32_t)(i + (size_t)__builtin_ctz(bits));
    }
    for (; i < count; i++)
        if (sums[i] >= threshold) found[written++] = (uint32_t)i;
    return written;
}
