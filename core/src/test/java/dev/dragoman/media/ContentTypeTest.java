package dev.dragoman.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentTypeTest {

    private static final byte[] TEXT = "hello".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "89504E470D0A1A0A,image/png",
        "FFD8FFE0,image/jpeg",
        "474946383961,image/gif",
        "524946460000000057454250,image/webp",
        "524946460000000057415645,audio/wav",
        "5249464600000000415649204C,video/avi",
        "255044462D312E37,application/pdf",
        "494433,audio/mp3",
        "664C6143,audio/flac",
        "4F676753,audio/ogg",
        "1A45DFA3,video/webm",
        "000000186674797068656963,image/heic",
        "00000018667479706D696631,image/heif",
        "0000001866747970617669660000,image/avif",
        "00000018667479704D344120,audio/mp4",
        "000000186674797071742020,video/quicktime",
        "000000186674797069736F6D,video/mp4"
    })
    void bytesThatTellTheirTypeAreBelieved(String hex, String type) {
        byte[] file = HexFormat.of().parseHex(hex);

        assertThat(ContentType.of(file, "application/octet-stream", null, "https://x.test/a"))
                .isEqualTo(type);
        assertThat(ContentType.of(file, "text/html", null, "https://x.test/a")).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "text/csv; charset=utf-8,,https://x.test/a,text/csv",
        "IMAGE/JPG,,https://x.test/a,image/jpeg",
        "text/html,text/csv,https://x.test/a.csv,text/html",
        "application/octet-stream,text/csv,https://x.test/a.md,text/csv",
        "binary/octet-stream,,https://x.test/a.md?x=1,text/markdown",
        ",,https://x.test/a.csv,text/csv",
        "nonsense,,https://x.test/a.csv,text/csv",
        "application/octet-stream,,https://x.test/a,"
    })
    void otherwiseTheServerThenTheCallerThenTheEndingTells(String header, String told, String url, String type) {
        assertThat(ContentType.of(TEXT, header, told, url)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"audio/webm,1A45DFA3,audio/webm", "video/ogg,4F676753,video/ogg", "image/png,4F676753,audio/ogg"})
    void theServerKnowsWhatAContainerHolds(String header, String hex, String type) {
        byte[] file = HexFormat.of().parseHex(hex);

        assertThat(ContentType.of(file, header, null, "https://x.test/a")).isEqualTo(type);
    }
}
