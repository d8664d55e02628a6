package dev.emulator.fireworks.types;

/** Access to a training set in S3. The emulator does not use it. */
public record AwsS3Config(String credentialsSecret, String iamRoleArn) {}
