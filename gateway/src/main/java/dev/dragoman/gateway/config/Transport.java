package dev.dragoman.gateway.config;

/** Ways to drive sockets; AUTO takes the first that works, in this order. */
public enum Transport {
    AUTO,
    IO_URING,
    EPOLL,
    NIO
}
