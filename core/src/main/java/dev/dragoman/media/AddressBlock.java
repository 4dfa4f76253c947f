package dev.dragoman.media;

/**
 * A block of IP addresses.
 *
 * @param first its first address, 4 or 16 bytes
 * @param bits how many leading bits all its addresses share
 */
record AddressBlock(byte[] first, int bits) {

    /** The block in the usual notation, such as {@code 10.0.0.0/8}. */
    static AddressBlock of(String notation) {
        int slash = notation.indexOf('/');
        byte[] first =
                java.net.InetAddress.ofLiteral(notation.substring(0, slash)).getAddress();
        return new AddressBlock(first, Integer.parseInt(notation.substring(slash + 1)));
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != first[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((address[whole] ^ first[whole]) & 0xFF) >>> Byte.SIZE - rest == 0;
    }
}
