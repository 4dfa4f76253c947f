package dev.dragoman.audio;

/**
 * The tag that may stand before a recording.
 *
 * @see <a href="https://id3.org/id3v2.4.0-structure">ID3 tag version 2.4.0</a>
 */
final class Id3 {

    private static final int HEADER = 10;
    private static final int FOOTER_FLAG = 0x10;

    private Id3() {}

    /** Where the recording begins. */
    static int end(Bytes file) {
        if (!file.is("ID3", 0) || !file.has(0, HEADER)) {
            return 0;
        }
        int size = 0;
        for (int i = 6; i < HEADER; i++) {
            size = size << 7 | file.u8(i) & 0x7F;
        }
        int footer = (file.u8(5) & FOOTER_FLAG) == 0 ? 0 : HEADER;
        return HEADER + size + footer;
    }
}
