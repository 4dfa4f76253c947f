package dev.dragoman.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://x.test/cat.png,https://x.test,/cat.png",
        "HTTPS://X.Test,https://x.test,/",
        "http://x.test:8080/a?b=c,http://x.test:8080,/a?b=c",
        "https://x.test?b=c#d,https://x.test,/?b=c",
        "https://x.test:/a,https://x.test,/a",
        "https://my_bucket.x.test/a,https://my_bucket.x.test,/a",
        "https://[2001:db8::1]:8443/a,https://[2001:db8::1]:8443,/a",
        "https://münchen.test/ü,https://xn--mnchen-3ya.test,/%C3%BC",
        "https://x.test/a b|c\"d,https://x.test,/a%20b%7Cc%22d",
        "https://x.test/a%2Fb,https://x.test,/a%2Fb"
    })
    void anAddressIsReadAsPeopleWriteIt(String url, String origin, String target) throws Refused {
        MediaAddress address = MediaAddress.parse(url);

        assertThat(address.origin()).hasToString(origin);
        assertThat(address.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://x.test/a",
                "gopher://x.test/a",
                "jar:https://x.test/a",
                "//x.test/a",
                "x.test/a",
                "https://",
                "https:///a",
                "https://user@x.test/a",
                "https://user:password@x.test/a",
                "https://x.test:0/a",
                "https://x.test:65536/a",
                "https://x.test:80:80/a",
                "https://x.test:-1/a",
                "https://x.test\\@evil.test/a",
                "https://x.test%00.evil.test/a",
                "https://x test/a",
                "https://x.test\r\nhost: evil.test/a",
                "https://[::1/a",
                "https://[fe80::1%25eth0]/a"
            })
    void anAddressThatOthersCouldReadDifferentlyIsRefused(String url) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> MediaAddress.parse(url));
    }

    @Test
    void aLineBreakInAPathStaysInThePath() throws Refused {
        assertThat(MediaAddress.parse("https://x.test/a\r\nhost: evil").target())
                .isEqualTo("/a%0D%0Ahost:%20evil");
    }

    @ParameterizedTest
    @CsvSource({
        "https://y.test/b,https://y.test,/b",
        "//y.test/b,https://y.test,/b",
        "/b?c,https://x.test,/b?c",
        "b,https://x.test,/dir/b",
        "?c,https://x.test,/dir/a?c",
        "b/http://z.test,https://x.test,/dir/b/http://z.test"
    })
    void aRedirectIsReadFromWhereItStands(String location, String origin, String target) throws Refused {
        MediaAddress address = MediaAddress.parse("https://x.test/dir/a?q").redirected(location);

        assertThat(address.origin()).hasToString(origin);
        assertThat(address.target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "javascript:1", "https://user@y.test/"})
    void aRedirectIsCheckedLikeAnAddress(String location) throws Refused {
        MediaAddress address = MediaAddress.parse("https://x.test/a");

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> address.redirected(location));
    }
}
