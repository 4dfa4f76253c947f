package dev.dragoman.gateway.web.netty.loop;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Netty's part of an event loop, which waits for sockets only when nothing else is to do. */
final class LoopIo extends ManualIoEventLoop {

    private final @Nullable BooleanSupplier mayWait;

    LoopIo(IoHandlerFactory factory, BooleanSupplier mayWait) {
        super(null, null, factory);
        this.mayWait = mayWait;
    }

    @Override
    protected boolean canBlock() {
        return mayWait != null && mayWait.getAsBoolean();
    }
}
