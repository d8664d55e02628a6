package dev.emulator.fireworks.finetuning;

/** How the service would reach a training set in S3. */
public record AwsS3Config(String credentialsSecret, String iamRoleArn) {}
