#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES 8
#define TABLE byline_kernels_avx2
#define TABLE_NAME "avx2"
#include "kernels.h"
#pragma clang attribute pop
#endif
