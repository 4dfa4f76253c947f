package dev.dragoman.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.testkit.answer.Answer;
import dev.dragoman.testkit.answer.Fault;
import dev.dragoman.testkit.answer.Streaming;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class FaultTest {

    private static final String CHAT = "{'model':'gpt-4o','messages':[{'role':'user','content':'Hi'}]}";
    private static final String STREAM = "{'model':'gpt-4o','stream':true,'messages':[{'role':'user','content':'Hi'}]}";
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String HEAD_END = "\r\n\r\n";

    private final FakeOpenAi vendor = FakeOpenAi.start();
    private final Client client = new Client(vendor.baseUrl(), "authorization", "Bearer k");

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    @Test
    void statusAnswersWithTheVendorsOwnError() {
        vendor.answers(Answer.text("never").with(Fault.status(503)));

        Client.Answered answered = chat();

        assertThat(answered.status()).isEqualTo(503);
        assertThat(answered.json().at("/error/code").stringValue()).isEqualTo("engine_overloaded");
    }

    @Test
    void delayComesBeforeTheAnswer() {
        vendor.answers(Answer.text("late").with(Fault.delay(Duration.ofMillis(80))));
        long start = System.nanoTime();

        Client.Answered answered = chat();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(80));
        assertThat(answered.text()).contains("late");
    }

    @Test
    void hangSendsNothingAndNoticesThatTheClientLeft() {
        vendor.answers(Answer.fault(Fault.hang()));
        RawConnection connection = new RawConnection(vendor.port()).chat(CHAT);
        var request = vendor.takeRequest(LONG);

        assertThat(connection.isSilentFor(50)).isTrue();
        connection.close();

        assertThat(request.clientGone(LONG)).isTrue();
        assertThat(request.clientGoneAt()).isPresent();
    }

    @Test
    void hangMidBodySendsSoManyBytesOfTheBody() {
        vendor.answers(Answer.fault(new Fault.HangMidBody(10)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(CHAT)) {
            connection.readUntil(HEAD_END + "{\"id\":\"cha");

            assertThat(connection.isSilentFor(50)).isTrue();
        }
    }

    @Test
    void silentStreamSendsHeadersAndNothingElse() {
        vendor.answers(Answer.fault(new Fault.SilentAfter(0)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(STREAM)) {
            assertThat(connection.readUntil(HEAD_END)).contains("text/event-stream");

            assertThat(connection.isSilentFor(50)).isTrue();
        }
    }

    @Test
    void streamFallsSilentAfterSoManyEvents() {
        vendor.answers(Answer.fault(new Fault.SilentAfter(2)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(STREAM)) {
            connection.readUntil("data: ");
            connection.readUntil("data: ");

            connection.readUntil("\n\n");
            assertThat(connection.readUntil("\r\n")).isEqualTo("\r\n");
            assertThat(connection.isSilentFor(50)).isTrue();
        }
    }

    @Test
    void resetBreaksTheConnection() {
        vendor.answers(Answer.fault(Fault.reset()));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(CHAT)) {
            assertThat(connection.endsInReset()).isTrue();
        }
    }

    @Test
    void resetMidBodyBreaksTheConnectionAfterTheFirstBytes() {
        vendor.answers(Answer.fault(new Fault.ResetMidBody(5)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(CHAT)) {
            assertThat(connection.endsInReset()).isTrue();
        }
    }

    @Test
    void truncateEndsBeforeContentLengthIsReached() {
        vendor.answers(Answer.fault(new Fault.Truncate(10)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(CHAT)) {
            String reply = new String(connection.readToEnd(), StandardCharsets.UTF_8);

            assertThat(reply).contains("content-length: ").endsWith(HEAD_END + "{\"id\":\"cha");
        }
    }

    @Test
    void truncateEndsAStreamWithinAChunk() {
        vendor.answers(Answer.fault(new Fault.Truncate(10)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(STREAM)) {
            String reply = new String(connection.readToEnd(), StandardCharsets.UTF_8);

            assertThat(reply).contains("transfer-encoding: chunked").endsWith(HEAD_END + "3f2\r\ndata: {\"id");
        }
    }

    @Test
    void dripSendsTheWholeAnswerByteByByte() {
        vendor.answers(Answer.text("drop by drop").with(Fault.drip(Duration.ZERO)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(STREAM)) {
            String reply = connection.readUntil("0" + HEAD_END);

            assertThat(reply).contains("1\r\nd\r\n1\r\na\r\n1\r\nt\r\n1\r\na\r\n");
        }
    }

    @Test
    void garbageInsteadOfHttpHasNoStatusLine() {
        vendor.answers(Answer.fault(new Fault.GarbageInsteadOfHttp()));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(CHAT)) {
            assertThat(new String(connection.readToEnd(), StandardCharsets.ISO_8859_1))
                    .hasSize(512)
                    .doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void garbageBodyStandsUnderTheRightHeaders() {
        vendor.answers(Answer.fault(new Fault.GarbageBody()));

        Client.Answered answered = chat();

        assertThat(answered.header("content-type")).isEqualTo("application/json");
        assertThatThrownBy(answered::json).isInstanceOf(JacksonException.class);
    }

    @Test
    void htmlComesInsteadOfJson() {
        vendor.answers(Answer.fault(new Fault.Html(502)));

        Client.Answered answered = chat();

        assertThat(answered.status()).isEqualTo(502);
        assertThat(answered.header("content-type")).startsWith("text/html");
        assertThat(answered.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void wrongContentTypeStandsOverTheRightBody() {
        vendor.answers(Answer.text("right").with(new Fault.WrongContentType("application/octet-stream")));

        Client.Answered answered = chat();

        assertThat(answered.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(answered.json().at("/choices/0/message/content").stringValue())
                .isEqualTo("right");
    }

    @Test
    void gzipBombIsSmallAndUnfoldsToItsFullSize() throws IOException {
        vendor.answers(Answer.fault(new Fault.GzipBomb(64L << 20)));

        Client.Answered answered = chat();

        assertThat(answered.header("content-encoding")).isEqualTo("gzip");
        assertThat(answered.response().body().length).isLessThan(1 << 20);
        try (InputStream unpacked =
                new GZIPInputStream(new ByteArrayInputStream(answered.response().body()))) {
            assertThat(unpacked.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(64L << 20);
        }
    }

    @Test
    void redirectPointsElsewhere() {
        vendor.answers(Answer.fault(new Fault.Redirect(307, "http://127.0.0.1:1/elsewhere")));

        Client.Answered answered = chat();

        assertThat(answered.status()).isEqualTo(307);
        assertThat(answered.header("location")).isEqualTo("http://127.0.0.1:1/elsewhere");
    }

    @Test
    void halfAnEventEndsTheStreamInOrder() {
        vendor.answers(Answer.text("whole").with(new Fault.HalfEvent(1)));

        Client.Answered answered = client.post("/chat/completions", STREAM);

        assertThat(answered.data()).hasSize(2);
        assertThat(answered.text()).doesNotEndWith("\n\n");
        assertThatThrownBy(() ->
                        dev.dragoman.testkit.json.Json.read(answered.data().get(1)))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void oversizedHeaderComesBeforeTheRightAnswer() {
        vendor.answers(Answer.fault(new Fault.OversizedHeaders(100_000)));

        try (RawConnection connection = new RawConnection(vendor.port()).chat(CHAT)) {
            assertThat(connection.readUntil(HEAD_END)).hasSizeGreaterThan(100_000);
        }
    }

    @Test
    void invalidUtf8StandsWithinTheText() {
        vendor.answers(Answer.text("a long run of plain words and nothing else").with(new Fault.InvalidUtf8()));

        Client.Answered answered = chat();

        assertThatThrownBy(() -> StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(answered.response().body())))
                .isInstanceOf(CharacterCodingException.class);
        assertThat(answered.text()).contains("a long run of plain");
    }

    @Test
    void contentLengthMayPromiseMoreThanComes() {
        vendor.answers(Answer.fault(new Fault.ContentLengthLie(7)));

        assertThatThrownBy(this::chat).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void contentLengthMayPromiseLessThanComes() {
        vendor.answers(Answer.fault(new Fault.ContentLengthLie(-1)));

        assertThatThrownBy(() -> chat().json()).isInstanceOf(JacksonException.class);
    }

    @Test
    void aStreamNoticesThatTheClientLeft() {
        vendor.answers(Answer.text("a b c d").streamed(Streaming.every(Duration.ofSeconds(30))));
        RawConnection connection = new RawConnection(vendor.port()).chat(STREAM);
        var request = vendor.takeRequest(LONG);
        connection.readUntil("data: ");

        connection.close();

        assertThat(request.clientGone(LONG)).isTrue();
    }

    private Client.Answered chat() {
        return client.post("/chat/completions", CHAT);
    }
}
