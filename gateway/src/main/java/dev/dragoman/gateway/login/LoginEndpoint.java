package dev.dragoman.gateway.login;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.endpoint.Endpoint;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.web.Exchange;
import java.util.function.Function;

/** An endpoint for browsers, which are told of failures by a page; programs are told as everywhere. */
final class LoginEndpoint implements Endpoint {

    private final Dialect dialect;
    private final Pages pages;
    private final Function<Request, Reply> work;

    LoginEndpoint(Dialect dialect, Pages pages, Function<Request, Reply> work) {
        this.dialect = dialect;
        this.pages = pages;
        this.work = work;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        work.apply(request).send(request.exchange());
    }

    @Override
    public void fail(Exchange exchange, LlmException failure, String requestId) {
        if (isBrowser(exchange)) {
            pages.problem(failure.status(), failure.detail().message()).send(exchange);
        } else {
            Endpoint.super.fail(exchange, failure, requestId);
        }
    }

    /** Whether a person looks at what is answered. */
    static boolean isBrowser(Exchange exchange) {
        String accept = exchange.headers().first("accept");
        return accept != null && accept.contains("text/html");
    }
}
