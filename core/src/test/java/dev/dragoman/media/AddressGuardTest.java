package dev.dragoman.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.http.Origin;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressGuardTest {

    private static final AddressGuard GUARD = new AddressGuard(List.of());
    private static final Origin ANYWHERE = new Origin(true, "x.test", 443);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::127.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a9fe:a9fe::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void anAddressOutsideThePublicInternetIsRefused(String address) {
        assertThat(GUARD.allows(ANYWHERE, InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "168.63.129.17",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2001:4860:4860::8888",
                "2606:4700::1111"
            })
    void anAddressOfThePublicInternetIsAllowed(String address) {
        assertThat(GUARD.allows(ANYWHERE, InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "files.corp.internal,443,true",
        "files.corp.internal,8443,true",
        "ports.corp.internal,8080,true",
        "ports.corp.internal,8081,false",
        "corp.internal,443,false",
        "evil.files.corp.internal,443,false",
        "FILES.corp.internal,443,true",
        "[::1],443,true"
    })
    void listedHostsAreAllowedWhereverTheyAre(String host, int port, boolean allowed) {
        AddressGuard guard = new AddressGuard(List.of("Files.Corp.Internal", "ports.corp.internal:8080", "[::1]:443"));

        assertThat(guard.allows(new Origin(true, host, port), InetAddress.ofLiteral("10.0.0.1")))
                .isEqualTo(allowed);
    }

    @Test
    void theListSpeaksOfNamesAndNotOfWhatTheyResolveTo() {
        AddressGuard guard = new AddressGuard(List.of("10.0.0.1"));

        assertThat(guard.allows(ANYWHERE, InetAddress.ofLiteral("10.0.0.1"))).isFalse();
    }
}
