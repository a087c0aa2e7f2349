#pragma once

/// Swift cannot call C variadics. Each function here is one libcurl variadic call with its argument's
/// type fixed; nothing here decides anything.

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>

/// libcurl's write and header callback: returns how many bytes it took; anything else aborts.
typedef size_t (*ccurl_write_callback)(char *bytes, size_t size, size_t count, void *context);

/// libcurl's pre-request callback: called when a connection is ready and nothing is sent yet.
typedef int (*ccurl_prerequest_callback)(
  void *context, char *primary_ip, char *local_ip, int primary_port, int local_port);

CURLcode ccurl_global_init(void);

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value);
CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_set_bytes(CURL *easy, CURLoption option, const void *value);
CURLcode ccurl_set_context(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_writer(CURL *easy, CURLoption option, ccurl_write_callback value);
CURLcode ccurl_set_prerequest(CURL *easy, ccurl_prerequest_callback value);

CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value);
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);

/// The result of a finished transfer: `CURLMsg` keeps it in a union.
CURLcode ccurl_message_result(const CURLMsg *message);

/// Whether a URL is one we send to: https anywhere, http on the loopback host only, no user
/// information, as libcurl's own parser reads it.
bool ccurl_url_is_permitted(const char *url);

/// Starts a detached thread that blocks every signal, so that the program's handlers never run on it
/// and a broken pipe is an error code. Returns 0, or an errno value.
int ccurl_thread_start(const char *name, void (*run)(void *context), void *context);
