#define LANES 4
#define TABLE byline_kernels_portable
#define TABLE_NAME "portable"
#include "kernels.h"
