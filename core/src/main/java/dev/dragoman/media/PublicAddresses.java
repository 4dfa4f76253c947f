package dev.dragoman.media;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which IP addresses belong to the public internet.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry/">IPv4 special-purpose addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry/">IPv6 special-purpose addresses</a>
 */
final class PublicAddresses {

    private static final List<AddressBlock> SPECIAL_V4 = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by carriers, and a cloud's metadata
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // a cloud's own services, although in a public block
            "169.254.0.0/16", // link-local, and clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments, and a cloud's metadata
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // relays to IPv6
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, and broadcast

    /** Everything that is not handed out is special. */
    private static final AddressBlock GLOBAL_V6 = AddressBlock.of("2000::/3");

    private static final List<AddressBlock> SPECIAL_V6 = blocks(
            "2001::/23", // protocol assignments, tunnels among them
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation

    /** Addresses that stand for an IPv4 address, and where in them it is. */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(AddressBlock.of("64:ff9b::/96"), 12), // translated by the network
            new Embedding(AddressBlock.of("2002::/16"), 2)); // tunnelled

    private record Embedding(AddressBlock block, int offset) {

        InetAddress inner(byte[] address) {
            try {
                return InetAddress.getByAddress(Arrays.copyOfRange(address, offset, offset + 4));
            } catch (UnknownHostException never) {
                throw new IllegalStateException("an address of 4 bytes", never);
            }
        }
    }

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return SPECIAL_V4.stream().noneMatch(block -> block.contains(bytes));
        }
        for (Embedding embedding : EMBEDDINGS) {
            if (embedding.block().contains(bytes)) {
                return contain(embedding.inner(bytes));
            }
        }
        return GLOBAL_V6.contains(bytes) && SPECIAL_V6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static List<AddressBlock> blocks(String... notations) {
        return Stream.of(notations).map(AddressBlock::of).toList();
    }
}
