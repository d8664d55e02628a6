package dev.emulator.fireworks.deployment;

/** The kind of storage from which a deployment loads weights while it runs. */
enum HotLoadBucketType {
    BUCKET_TYPE_UNSPECIFIED,
    MINIO,
    S3,
    NEBIUS,
    FW_HOSTED
}
