package dev.dragoman.gateway.web.netty.wire;

/**
 * The reason phrases of status lines, each with the space before it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110, status codes</a>
 */
final class StatusTexts {

    private StatusTexts() {}

    static String of(int status) {
        return switch (status) {
            case 101 -> " Switching Protocols";
            case 200 -> " OK";
            case 201 -> " Created";
            case 202 -> " Accepted";
            case 204 -> " No Content";
            case 301 -> " Moved Permanently";
            case 302 -> " Found";
            case 303 -> " See Other";
            case 304 -> " Not Modified";
            case 307 -> " Temporary Redirect";
            case 308 -> " Permanent Redirect";
            case 400 -> " Bad Request";
            case 401 -> " Unauthorized";
            case 402 -> " Payment Required";
            case 403 -> " Forbidden";
            case 404 -> " Not Found";
            case 405 -> " Method Not Allowed";
            case 406 -> " Not Acceptable";
            case 408 -> " Request Timeout";
            case 409 -> " Conflict";
            case 410 -> " Gone";
            case 413 -> " Content Too Large";
            case 414 -> " URI Too Long";
            case 415 -> " Unsupported Media Type";
            case 417 -> " Expectation Failed";
            case 422 -> " Unprocessable Content";
            case 424 -> " Failed Dependency";
            case 426 -> " Upgrade Required";
            case 429 -> " Too Many Requests";
            case 431 -> " Request Header Fields Too Large";
            case 500 -> " Internal Server Error";
            case 501 -> " Not Implemented";
            case 502 -> " Bad Gateway";
            case 503 -> " Service Unavailable";
            case 504 -> " Gateway Timeout";
            case 505 -> " HTTP Version Not Supported";
            case 529 -> " Overloaded";
            default -> " ";
        };
    }
}
