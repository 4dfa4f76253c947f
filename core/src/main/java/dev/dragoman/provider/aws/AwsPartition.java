package dev.dragoman.provider.aws;

/** The separate worlds of AWS, told by the beginning of a region's name. */
public final class AwsPartition {

    private AwsPartition() {}

    /** The domain that a region's services are below. */
    public static String domain(String region) {
        return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    }
}
