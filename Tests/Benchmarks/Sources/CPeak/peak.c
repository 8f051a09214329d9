// The limit of any product of matrices: multiply-adds that wait neither for memory nor for each other.
#include "CPeak.h"

#define CHAINS 12

#define RUN(name, lanes, attribute)                                                                     \
    typedef float name##_floats __attribute__((vector_size(lanes * 4)));                               \
    attribute static double name(long rounds, float *sink) {                                           \
        name##_floats sums[CHAINS], factor;                                                             \
        for (int lane = 0; lane < lanes; lane++) factor[lane] = 0.5f + *sink;                           \
        for (int chain = 0; chain < CHAINS; chain++) sums[chain] = factor + (float)chain;               \
        for (long round = 0; round < rounds; round++) {                                                 \
            _Pragma("clang loop unroll(full)") for (int chain = 0; chain < CHAINS; chain++)             \
                sums[chain] = sums[chain] * factor + factor;                                            \
        }                                                                                               \
        for (int chain = 0; chain < CHAINS; chain++) *sink += sums[chain][0] * 1e-30f;                  \
        return 2.0 * lanes * CHAINS * (double)rounds;                                                   \
    }

RUN(baseline, 4, )
#if defined(__x86_64__)
RUN(avx2, 8, __attribute__((target("avx2,fma"))))
RUN(avx512, 16, __attribute__((target("avx512f,fma"))))
#endif

double byline_peak_run(long rounds, float *sink) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f")) return avx512(rounds, sink);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return avx2(rounds, sink);
#endif
    return baseline(rounds, sink);
}
