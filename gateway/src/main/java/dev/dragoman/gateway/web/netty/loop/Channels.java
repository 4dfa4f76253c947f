package dev.dragoman.gateway.web.netty.loop;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/** What is done to channels without waiting: how it turned out reaches their handlers as an event. */
public final class Channels {

    private Channels() {}

    /** Begins to close the channel; its handlers are told when it is closed. */
    public static void close(Channel channel) {
        ChannelFuture _ = channel.close();
    }

    /** Lets an operation take its course. */
    public static void ignore(ChannelFuture outcome) {}

    /** Writes without flushing; the handlers are told of a failure. */
    public static void write(Channel channel, ByteBuf bytes) {
        ChannelFuture _ = channel.write(bytes, channel.voidPromise());
    }
}
