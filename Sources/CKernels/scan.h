// The scan over codes of one bit a component: included by kernels.h for each instruction set.
//
// Rows stand in blocks of 64. Four components of a row are a digit of four bits, two digits a byte, and the 64 bytes of one
// pair of digits lie together, so that one instruction looks up the digits of a whole register of rows in a table of 16
// bytes (André, Kermarrec and Le Scouarnec 2015, "Cache locality is not enough", PVLDB 9). A table holds what the four
// components of the query add to the sum for each digit, in steps of at most 31: eight of them fit into a byte.

#if LANES == 4 && defined(__aarch64__)
#include <arm_neon.h>
#elif LANES > 4
#include <immintrin.h>
#endif

/// Rows of a block; the bytes of a pair of digits.
#define BLOCK_ROWS 64
/// Where a row's bytes stand among them: of each register, the even bytes are rows that follow each other, and the odd ones
/// those 32 further on. Widening them takes no shuffles then.
#define PLACE_IN_BLOCK(row) ((row) < 32 ? 2 * (row) : 2 * ((row) - 32) + 1)
/// Pairs of digits whose sums of two times 31 fit into a byte.
#define PAIRS_AT_ONCE 4
#define STEPS (BLOCK_ROWS / (LANES * 4))
/// Blocks that are asked for ahead of their turn: the processor alone starts anew with every page.
#define BLOCKS_AHEAD 2

typedef uint8_t bytes __attribute__((vector_size(LANES * 4)));
typedef uint16_t shorts __attribute__((vector_size(LANES * 4)));
typedef uint16_t sums __attribute__((vector_size(LANES * 2)));

/// One bit for each component of a mask.
INLINE uint32_t bits_of(ints mask) {
#if LANES == 16
    return _mm512_movepi32_mask((__m512i)mask);
#elif LANES == 8
    return (uint32_t)_mm256_movemask_ps((__m256)mask);
#else
    uint32_t bits = 0;
    for (size_t i = 0; i < LANES; i++) bits |= (uint32_t)(mask[i] & 1) << i;
    return bits;
#endif
}

/// The entry of a table for each digit below 16.
INLINE bytes look_up(const uint8_t *table, bytes digits) {
#if LANES == 16
    __m512i entries = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)table));
    return (bytes)_mm512_shuffle_epi8(entries, (__m512i)digits);
#elif LANES == 8
    __m256i entries = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)table));
    return (bytes)_mm256_shuffle_epi8(entries, (__m256i)digits);
#elif defined(__aarch64__)
    return (bytes)vqtbl1q_u8(vld1q_u8(table), (uint8x16_t)digits);
#else
    bytes values;
    for (size_t i = 0; i < LANES * 4; i++) values[i] = table[digits[i]];
    return values;
#endif
}

/// The sums of a block's rows.
INLINE void sum_block(const uint8_t *tables, const uint8_t *codes, size_t pairs, uint16_t *out) {
    shorts even[STEPS] = {}, odd[STEPS] = {};
    for (size_t pair = 0; pair < pairs; pair += PAIRS_AT_ONCE) {
        bytes part[STEPS] = {};
#pragma clang loop unroll(full)
        for (size_t p = 0; p < PAIRS_AT_ONCE; p++) {
            const uint8_t *low = tables + (pair + p) * 32, *high = low + 16;
            __builtin_prefetch(codes + BLOCKS_AHEAD * (pairs + 4) * BLOCK_ROWS + (pair + p) * BLOCK_ROWS);
#pragma clang loop unroll(full)
            for (size_t s = 0; s < STEPS; s++) {
                shorts digits;
                memcpy(&digits, codes + (pair + p) * BLOCK_ROWS + s * sizeof digits, sizeof digits);
                part[s] += look_up(low, (bytes)(digits & 0x0f0f));
                part[s] += look_up(high, (bytes)((digits >> 4) & 0x0f0f));
            }
        }
#pragma clang loop unroll(full)
        for (size_t s = 0; s < STEPS; s++) {
            even[s] += (shorts)part[s] & 0x00ff;
            odd[s] += (shorts)part[s] >> 8;
        }
    }
    for (size_t s = 0; s < STEPS; s++) {
        memcpy(out + s * LANES * 2, &even[s], sizeof even[s]);
        memcpy(out + BLOCK_ROWS / 2 + s * LANES * 2, &odd[s], sizeof odd[s]);
    }
}

/// Bit r is set where row r's bound is above the threshold.
INLINE uint64_t bound_block(const uint16_t *block, const float *scales, const struct byline_scan *scan, float *bounds) {
    uint64_t above = 0;
    for (size_t r = 0; r < BLOCK_ROWS; r += LANES) {
        sums part;
        memcpy(&part, block + r, sizeof part);
        floats bound = load(scales + r) * (__builtin_convertvector(part, floats) * scan->step + scan->offset) + scan->centre;
        store(bounds + r, bound);
        above |= (uint64_t)bits_of(bound > scan->threshold) << r;
    }
    return above;
}

static size_t scan_codes(const struct byline_scan *scan, const uint8_t *blocks, size_t rows, const uint64_t *admitted,
                         uint32_t *found, float *bounds) {
    const size_t codes = scan->pairs * BLOCK_ROWS;
    size_t count = 0;
    for (size_t first = 0; first < rows; first += BLOCK_ROWS, blocks += codes + BLOCK_ROWS * sizeof(float)) {
        uint64_t wanted = admitted ? admitted[first / BLOCK_ROWS] : ~(uint64_t)0;
        if (rows - first < BLOCK_ROWS) wanted &= ((uint64_t)1 << (rows - first)) - 1;
        if (wanted == 0) continue;
        uint16_t block[BLOCK_ROWS];
        float all[BLOCK_ROWS];
        sum_block(scan->tables, blocks, scan->pairs, block);
        wanted &= bound_block(block, (const float *)(blocks + codes), scan, all);
        for (; wanted; wanted &= wanted - 1) {
            size_t row = (size_t)__builtin_ctzll(wanted);
            found[count] = (uint32_t)(first + row);
            bounds[count++] = all[row];
        }
    }
    return count;
}

/// Rows that are asked for ahead of their turn: each is somewhere else in memory.
#define ROWS_AHEAD 4

static void dot_rows_at(const float *query, const float *const *rows, size_t count, size_t columns, float *out) {
    for (size_t i = 0; i < count; i++) {
        if (i + ROWS_AHEAD < count) {
            const char *next = (const char *)rows[i + ROWS_AHEAD];
            for (size_t byte = 0; byte < columns * sizeof(float); byte += 64) __builtin_prefetch(next + byte);
        }
        dot_rows(query, rows[i], 1, columns, out + i);
    }
}

static float sum_all(const float *x, size_t count) {
    floats s0 = {}, s1 = {}, s2 = {}, s3 = {};
    size_t i = 0;
    for (; i + 4 * LANES <= count; i += 4 * LANES) {
        s0 += load(x + i);
        s1 += load(x + i + LANES);
        s2 += load(x + i + 2 * LANES);
        s3 += load(x + i + 3 * LANES);
    }
    float total = sum((s0 + s1) + (s2 + s3));
    for (; i < count; i++) total += x[i];
    return total;
}
