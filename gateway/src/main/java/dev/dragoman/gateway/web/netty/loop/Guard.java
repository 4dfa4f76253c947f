package dev.dragoman.gateway.web.netty.loop;

/** Keeps a failure of one connection's work from the others of its event loop. */
final class Guard {

    private static final System.Logger LOG = System.getLogger(Guard.class.getName());

    private Guard() {}

    static void report(Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "work on an event loop failed", failure);
    }
}
