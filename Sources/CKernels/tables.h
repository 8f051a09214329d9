#ifndef BYLINE_TABLES_H
#define BYLINE_TABLES_H

#include "CKernels.h"

extern const struct byline_kernels byline_kernels_portable;
#if defined(__x86_64__)
extern const struct byline_kernels byline_kernels_avx2;
extern const struct byline_kernels byline_kernels_avx512;
#endif

#endif
