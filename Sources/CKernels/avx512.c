#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma"))), apply_to = function)
#define LANES 16
#define TABLE byline_kernels_avx512
#define TABLE_NAME "avx512"
#include "kernels.h"
#pragma clang attribute pop
#endif
