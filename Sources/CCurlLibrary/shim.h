#ifndef BYLINE_CCURLLIBRARY_SHIM_H
#define BYLINE_CCURLLIBRARY_SHIM_H

#include <curl/curl.h>

#endif
