package dev.dragoman.gateway.resilience;

import dev.dragoman.testkit.FakeOpenAi;
import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.VendorError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a deployment. */
enum Trouble {
    REFUSED,
    RESET,
    HANGS_BEFORE_HEADERS,
    HANGS_IN_THE_MIDDLE,
    TOO_MANY_REQUESTS,
    TOO_MANY_REQUESTS_AND_SAYS_WHEN,
    BROKEN,
    OVERLOADED,
    DRIPS,
    NO_TLS,
    NO_SUCH_HOST;

    /** Makes a deployment this bad, for good; its address. */
    String befall(FakeOpenAi vendor) {
        Answer answer = answer();
        if (answer != null) {
            vendor.answersWith(call -> answer);
        }
        return switch (this) {
            case REFUSED -> "http://127.0.0.1:" + closedPort();
            case NO_TLS -> vendor.baseUrl().replace("http://", "https://");
            case NO_SUCH_HOST -> "http://no-such-host.invalid";
            default -> vendor.baseUrl();
        };
    }

    /** Whether a stream begins before it goes wrong, so that its failure can only be told in the stream. */
    boolean comesAfterTheFirstEvent() {
        return this == HANGS_IN_THE_MIDDLE;
    }

    /** Whether requests reach the vendor. */
    boolean arrives() {
        return answer() != null;
    }

    private @Nullable Answer answer() {
        return switch (this) {
            case REFUSED, NO_TLS, NO_SUCH_HOST -> null;
            case RESET -> Answer.fault(Fault.reset());
            case HANGS_BEFORE_HEADERS -> Answer.fault(Fault.hang());
            case HANGS_IN_THE_MIDDLE -> Answer.fault(new Fault.HangMidBody(450));
            case TOO_MANY_REQUESTS -> Answer.error(ErrorKind.RATE_LIMITED);
            case TOO_MANY_REQUESTS_AND_SAYS_WHEN -> Answer.error(VendorError.rateLimited(Duration.ofSeconds(60)));
            case BROKEN -> Answer.error(ErrorKind.SERVER_ERROR);
            case OVERLOADED -> Answer.error(ErrorKind.OVERLOADED);
            case DRIPS -> Answer.fault(Fault.drip(Duration.ofMillis(200)));
        };
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
