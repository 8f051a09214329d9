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

/// Inputs that the weights of a tile are asked for before their turn. A panel of 384 inputs fills the first cache, a longer one
/// comes from the second with every tile.
#define INPUTS_AHEAD 16

/// `rows` must be a constant where this is inlined, so that the accumulators are registers. Where `ahead` is not null,
/// `step` floats from there are asked for with each input, to be in the cache later.
INLINE void tile(const float *x, size_t stride, size_t depth, const float *panel, const float *bias, int with_gelu,
                 float *y, size_t columns, const float *ahead, size_t step, const size_t rows) {
    floats low[TILE], high[TILE];
#pragma clang loop unroll(full)
    for (size_t r = 0; r < rows; r++) {
        low[r] = load(bias);
        high[r] = load(bias + LANES);
    }
    for (size_t k = 0; k < depth; k++) {
        if (ahead) __builtin_prefetch(ahead + k * step, 0, 2);
        for (size_t c = 0; c < PANEL; c += 16) __builtin_prefetch(panel + (k + INPUTS_AHEAD) * PANEL + c, 0, 3);
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

#if TILE == 12
#define EACH_TILE(F) F(1) F(2) F(3) F(4) F(5) F(6) F(7) F(8) F(9) F(10) F(11) F(12)
#else
#define EACH_TILE(F) F(1) F(2) F(3) F(4) F(5) F(6)
#endif

/// A tile of any number of rows up to TILE.
static void tile_of(const float *x, size_t stride, size_t depth, const float *panel, const float *bias, int with_gelu,
                    float *y, size_t columns, size_t rows) {
    switch (rows) {
#define ROWS(n) case n: tile(x, stride, depth, panel, bias, with_gelu, y, columns, NULL, 0, n); return;
        EACH_TILE(ROWS)
#undef ROWS
    }
}

/// The same, asking ahead.
static void tile_ahead(const float *x, size_t depth, const float *panel, const float *bias, int with_gelu, float *y,
                       size_t columns, const float *ahead, size_t step, size_t rows) {
    switch (rows) {
#define ROWS(n) case n: tile(x, depth, depth, panel, bias, with_gelu, y, columns, ahead, step, n); return;
        EACH_TILE(ROWS)
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
        tile(x, 384, 384, panel, bias, with_gelu, y, columns, NULL, 0, TILE);
    else if (depth == 1536)
        tile(x, 1536, 1536, panel, bias, with_gelu, y, columns, NULL, 0, TILE);
    else
        tile(x, depth, depth, panel, bias, with_gelu, y, columns, NULL, 0, TILE);
}

/// Most tiles of rows with which weights come from memory more slowly than they are used.
#define TILES_AHEAD 8

/// Few rows: while the tiles pass one panel, each asks for its share of the next one, so that memory is read all the time
/// and not only under the first tile. A single tile reads on and on, which the processor foresees.
static void product_ahead(const float *x, size_t rows, size_t depth, const float *panels, const float *bias, int with_gelu,
                          float *y, size_t columns, size_t stride, size_t tiles) {
    size_t step = (PANEL + tiles - 1) / tiles;
    for (size_t c = 0; c < columns; c += PANEL) {
        const float *panel = panels + c * depth;
        const float *ahead = c + PANEL < columns ? panel + PANEL * depth : panel;
        for (size_t r = 0, count; r < rows; r += count, ahead += step * depth) {
            count = tile_rows(rows - r);
            tile_ahead(x + r * depth, depth, panel, bias + c, with_gelu, y + r * stride + c, stride, ahead, step, count);
        }
    }
}

static void product(const float *x, size_t rows, size_t depth, const float *panels, const float *bias, int with_gelu,
                    float *y, size_t columns, size_t stride) {
    size_t block = BLOCK_FLOATS / depth / TILE * TILE, tiles = (rows + TILE - 1) / TILE;
    if (tiles > 1 && tiles <= TILES_AHEAD && rows <= block)
        return product_ahead(x, rows, depth, panels, bias, with_gelu, y, columns, stride, tiles);
    if (block < TILE) block = TILE;
    for (size_t first = 0; first < rows; first += block) {
        size_t end = first + block < rows ? first + block : rows;
        for (size_t c = 0; c < columns; c += PANEL) {
            const float *panel = panels + c * depth;
            for (size_t r = first, count; r < end; r += count) {
                count = tile_rows(end - r);
                if (count == TILE)
                    tile_full(x + r * depth, depth, panel, bias + c, with_gelu, y + r * stride + c, stride);
                else
                    tile_of(x + r * depth, depth, depth, panel, bias + c, with_gelu, y + r * stride + c, stride, count);
            }
        }
    }
}
