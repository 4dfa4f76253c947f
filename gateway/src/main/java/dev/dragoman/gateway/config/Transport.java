package dev.dragoman.gateway.config;

/** Ways to drive sockets; AUTO is epoll, or NIO where there is none. What does not work here gives way to the next. */
public enum Transport {
    AUTO,
    IO_URING,
    EPOLL,
    NIO
}
