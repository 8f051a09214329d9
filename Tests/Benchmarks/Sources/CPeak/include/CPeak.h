#ifndef BYLINE_CPEAK_H
#define BYLINE_CPEAK_H

/// Runs multiply-adds over registers alone, with the widest vectors that this processor has, on the calling thread;
/// returns how many floating-point operations those were. `sink` takes a value, so that no compiler leaves them out.
double byline_peak_run(long rounds, float *sink);

#endif
