package dev.dragoman.audio;

import dev.dragoman.http.Slice;

/** Samples behind a header that is written before their number is known. */
final class WavEncoding implements AudioEncoder.Encoding {

    private final PcmShape shape;
    private boolean begun;

    WavEncoding(PcmShape shape) {
        this.shape = shape;
    }

    @Override
    public Slice encode(Slice samples) {
        return begun || samples.length() == 0 ? samples : headed(samples);
    }

    @Override
    public Slice end() {
        return begun ? Slice.EMPTY : headed(Slice.EMPTY);
    }

    private Slice headed(Slice samples) {
        begun = true;
        byte[] header = WavHeader.ofUnknownLength(shape);
        byte[] both = new byte[header.length + samples.length()];
        System.arraycopy(header, 0, both, 0, header.length);
        System.arraycopy(samples.array(), samples.offset(), both, header.length, samples.length());
        return Slice.of(both);
    }
}
