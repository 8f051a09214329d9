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

/// Rows that do not fill a tile.
static void tile_rest(const float *x, size_t depth, const float *panel, const float *bias, int with_gelu, float *y,
                      size_t columns, size_t rows) {
    switch (rows) {
#define REST(n) case n: tile(x, depth, depth, panel, bias, with_gelu, y, columns, n); return;
        REST(1) REST(2) REST(3) REST(4) REST(5)
#if TILE > 6
        REST(6) REST(7) REST(8) REST(9) REST(10) REST(11)
#endif
#undef REST
    }
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
            size_t r = first;
            for (; r + TILE <= end; r += TILE)
                tile_full(x + r * depth, depth, panel, bias + c, with_gelu, y + r * columns + c, columns);
            if (r < end)
                tile_rest(x + r * depth, depth, panel, bias + c, with_gelu, y + r * columns + c, columns, end - r);
        }
    }
}
