package dev.dragoman.http;

import dev.dragoman.http.UpstreamException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the failures of the JDK's client mean. */
final class JdkFailures {

    private JdkFailures() {}

    /** A failure before status and headers arrived. */
    static UpstreamException inHead(UpstreamRequest request, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOfConnecting(cause)) {
                return new UpstreamException(Kind.CONNECT, "cannot connect to " + request.origin(), failure);
            }
        }
        return inBody(request, failure);
    }

    /** A failure after status and headers arrived. */
    static UpstreamException inBody(UpstreamRequest request, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isOfLosing(cause)) {
                return new UpstreamException(
                        Kind.RESET, "the connection to " + request.origin() + " was lost", failure);
            }
        }
        return new UpstreamException(
                isOfSize(failure) ? Kind.TOO_LARGE : Kind.PROTOCOL,
                "the answer from " + request + " is not proper HTTP: " + failure.getMessage(),
                failure);
    }

    /** The caller gave up. */
    static UpstreamException cancelled(UpstreamRequest request, @Nullable Throwable cause) {
        return new UpstreamException(Kind.CANCELLED, "the call to " + request + " was given up", cause);
    }

    private static boolean isOfConnecting(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException;
    }

    private static boolean isOfLosing(Throwable cause) {
        return cause instanceof EOFException
                || cause instanceof SocketException
                || cause instanceof ClosedChannelException
                || cause instanceof IOException && says(cause, "connection reset", "broken pipe", "closed");
    }

    private static boolean isOfSize(Throwable failure) {
        return failure instanceof ProtocolException && says(failure, "header size too big")
                || failure.getCause() != null && isOfSize(failure.getCause());
    }

    private static boolean says(Throwable failure, String... phrases) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT);
        for (String phrase : phrases) {
            if (message.contains(phrase)) {
                return true;
            }
        }
        return false;
    }
}
