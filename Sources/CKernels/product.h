// The product of activations with packed weights: included by kernels.h for each instruction set.
//
// Weights stand in panels of PANEL outputs: for each input, the PANEL weights side by side. A tile of TILE rows and one
// panel is kept in registers over the whole depth (the inner kernel of Goto and van de Geijn 2008, "Anatomy of
// high-performance matrix multiplication", without its packing of the left factor: the weights never change and are
// packed once).

#define PANEL (2 * LANES)

// As many rows as registers hold, with two vectors of weights and one activation beside them.
#if LANES == 16
#define TILE 12
#else
#define TILE 6
#endif

/// Floats of activations that should stay in the second cache while all panels pass by.
#define BLOCK_FLOATS 65536

/// `rows` must be a constant where this is inlined, so that the accumulators are registers.
INLINE void tile(const float *x, size_t stride, size_t depth, const float *panel, const float *bias, int with_gelu,
                 float *y, size_t columns, const size_t rows) {
    floats low[TILE], high[TILE];
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
        low[r] = load(bias);
        high[r] = load(bias + LANES);
    }
    for (size_t k = 0; k < depth; k++) {
        floats left = load(panel + k * PANEL), right = load(panel + k * PANEL + LANES);
#pragma clang loop unroll(full)
        for (size_t r = 0; r < rows; r++) {
            floats value = splat(x[r * stride + k]);
            low[r] += value * left;
            high[r] += value * right;
        }
    }
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
        store(y + r * columns, low[r]);
        store(y + r * columns + LANES, high[r]);
    }
    // On what was just written, and is still in the first cache.
    if (with_gelu)
        for (size_t r = 0; r < rows; r++)
            for (size_t c = 0; c < PANEL; c += LANES) store(y + r * columns + c, gelu(load(y + r * columns + c)));
}

/// A tile of any number of rows up to TILE.
static void tile_of(const float *x, size_t stride, size_t depth, const float *panel, const float *bias, int with_gelu,
                    float *y, size_t columns, size_t rows) {
    switch (rows) {
#define ROWS(n) case n: tile(x, stride, depth, panel, bias, with_gelu, y, columns, n); return;
        ROWS(1) ROWS(2) ROWS(3) ROWS(4) ROWS(5) ROWS(6)
#if TILE > 6
        ROWS(7) ROWS(8) ROWS(9) ROWS(10) ROWS(11) ROWS(12)
#endif
#undef ROWS
    }
}

/// Rows of the next tile where `rows` are left: the last two share what is left, since a tile of few rows waits for its
/// own sums.
INLINE size_t tile_rows(size_t rows) {
    if (rows <= TILE) return rows;
    return rows < 2 * TILE ? (rows + 1) / 2 : TILE;
}

/// With a stride known to the compiler, one register addresses all rows of a tile; these are MiniLM's.
static void tile_full(const float *x, size_t depth, const float *panel, const float *bias, int with_gelu, float *y,
                      size_t columns) {
    if (depth == 384)
        tile(x, 384, 384, panel, bias, with_gelu, y, columns, TILE);
    else if (depth == 1536)
        tile(x, 1536, 1536, panel, bias, with_gelu, y, columns, TILE);
    else
        tile(x, depth, depth, panel, bias, with_gelu, y, columns, TILE);
}

static void product(const float *x, size_t rows, size_t depth, const float *panels, const float *bias, int with_gelu,
                    float *y, size_t columns) {
    size_t block = BLOCK_FLOATS / depth / TILE * TILE;
    if (block < TILE) block = TILE;
    for (size_t first = 0; first < rows; first += block) {
        size_t end = first + block < rows ? first + block : rows;
        for (size_t c = 0; c < columns; c += PANEL) {
            const float *panel = panels + c * depth;
            for (size_t r = first, count; r < end; r += count) {
                count = tile_rows(end - r);
                if (count == TILE)
                    tile_full(x + r * depth, depth, panel, bias + c, with_gelu, y + r * columns + c, columns);
                else
                    tile_of(x + r * depth, depth, depth, panel, bias + c, with_gelu, y + r * columns + c, columns, count);
            }
        }
    }
}
