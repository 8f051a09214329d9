#include <stdlib.h>
#include <string.h>

#include "tables.h"

size_t byline_kernels_available(const struct byline_kernels **tables, size_t capacity) {
    size_t count = 0;
    if (count < capacity) tables[count++] = &byline_kernels_portable;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (count < capacity && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        tables[count++] = &byline_kernels_avx2;
    if (count < capacity && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        tables[count++] = &byline_kernels_avx512;
#endif
    return count;
}

const struct byline_kernels *byline_kernels_best(void) {
    const struct byline_kernels *tables[3];
    size_t count = byline_kernels_available(tables, 3);
    const char *wanted = getenv("BYLINE_KERNELS");
    for (size_t i = 0; wanted && i < count; i++)
        if (strcmp(wanted, tables[i]->name) == 0) return tables[i];
    return tables[count - 1];
}
