package dev.dragoman.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.Chat;
import dev.dragoman.Content;
import dev.dragoman.Dragoman;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.RawVendor;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Images at addresses, for vendors that read none. */
final class MediaTest {

    private final Vendors vendors = new Vendors();
    private final RawVendor files = RawVendor.start(connection -> {
        connection.request();
        connection
                .send("HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 4\r\n\r\n\u0089PNG")
                .awaitClose();
    });

    @AfterEach
    void stop() throws IOException {
        files.close();
        vendors.close();
    }

    @Test
    void anImageOfAListedHostIsFetchedForAVendorThatCannot() {
        try (Dragoman dragoman = vendors.builder()
                .mediaHosts("127.0.0.1:" + files.origin().port())
                .build()) {
            dragoman.completion(question());
        }

        assertThat(vendors.of(Vendors.BEDROCK).lastRequest().text()).contains("iVBORw==");
    }

    @Test
    void noneIsFetchedFromAPrivateServer() {
        try (Dragoman dragoman = vendors.builder().build()) {
            LlmException refused = FailureTest.failure(dragoman, question());

            assertThat(refused).isInstanceOf(BadRequestException.class).hasMessageContaining("not public");
        }
        assertThat(files.connections()).isZero();
        assertThat(vendors.requests()).isZero();
    }

    @Test
    void noneIsFetchedWhenThatIsNotWanted() {
        try (Dragoman dragoman = vendors.builder()
                .mediaHosts("127.0.0.1:" + files.origin().port())
                .fetchMedia(false)
                .build()) {
            assertThat(FailureTest.failure(dragoman, question())).isInstanceOf(LlmException.class);
        }
        assertThat(files.connections()).isZero();
    }

    private Chat question() {
        return Chat.of(Vendors.BEDROCK)
                .user(Content.text("What is this?"), Content.image(files.origin() + "/dot.png"))
                .maxTokens(50);
    }
}
