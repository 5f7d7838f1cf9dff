#include "hop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

static bool may_connect(struct hop *hop, const char *ip) {
    const struct fetch_request *request = hop->request;
    if (request->may_connect != NULL && request->may_connect(request->context, ip)) return true;
    hop->is_refused = true;
    return false;
}

/// Opens the socket for a connection if the request allows its IP address.
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    (void)purpose;
    char ip[INET6_ADDRSTRLEN] = "";
    const void *bytes = NULL;
    if (address->family == AF_INET) bytes = &((const struct sockaddr_in *)(const void *)&address->addr)->sin_addr;
    if (address->family == AF_INET6) bytes = &((const struct sockaddr_in6 *)(const void *)&address->addr)->sin6_addr;
    if (bytes == NULL || inet_ntop(address->family, bytes, ip, sizeof ip) == NULL) return CURL_SOCKET_BAD;
    if (!may_connect(context, ip)) return CURL_SOCKET_BAD;
    int kind = address->socktype;
#ifdef SOCK_CLOEXEC
    kind |= SOCK_CLOEXEC;
#endif
    return socket(address->family, kind, address->protocol);
}

#if LIBCURL_VERSION_NUM >= 0x075000
/// Checks the IP address before a request is sent, which may be over a reused connection.
static int before_request(void *context, char *ip, char *own_ip, int port, int own_port) {
    (void)own_ip;
    (void)port;
    (void)own_port;
    return may_connect(context, ip) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}
#endif

void set_hop(CURL *easy, struct hop *hop) {
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, hop);
#if LIBCURL_VERSION_NUM >= 0x075000
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, before_request);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, hop);
#else
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
#endif
}
