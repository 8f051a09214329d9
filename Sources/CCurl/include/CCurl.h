// Typed faces of libcurl's variadic functions, which Swift cannot import.
//
// Each takes exactly the type that the option's documentation names; passing an option of another type is undefined,
// as it is in libcurl itself.
#ifndef BYLINE_CCURL_H
#define BYLINE_CCURL_H

#include <curl/curl.h>

/// The type of CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
typedef size_t (*ccurl_data_function)(char *bytes, size_t size, size_t count, void *context);

/// The type of CURLOPT_PREREQFUNCTION.
typedef int (*ccurl_connected_function)(
    void *context, char *remote_address, char *local_address, int remote_port, int local_port);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
/// libcurl copies the string, except for CURLOPT_POSTFIELDS.
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_data_function(CURL *handle, CURLoption option, ccurl_data_function value);
CURLcode ccurl_set_connected_function(CURL *handle, ccurl_connected_function value);

CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);

CURLMcode ccurl_multi_set_long(CURLM *handle, CURLMoption option, long value);

/// The result of a finished transfer, and its handle; NULL where no more messages wait.
CURL *ccurl_multi_next_finished(CURLM *handle, CURLcode *result);

#endif
