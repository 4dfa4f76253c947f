package dev.dragoman.gateway.web;

/** Answers requests, in blocking style, on a thread of the request's own. */
@FunctionalInterface
public interface Handler {

    /** Answers the exchange before it returns; an exception that escapes is answered with a neutral 500. */
    void handle(Exchange exchange);
}
