package dev.dragoman.gateway.alert;

/** Is told of alerts that did not reach anybody. Must not block. */
@FunctionalInterface
public interface AlertListener {

    /**
     * So many alerts could not be sent, and are not tried again.
     *
     * @param channel {@code slack} or {@code webhook}
     */
    void lost(String channel, int count);
}
