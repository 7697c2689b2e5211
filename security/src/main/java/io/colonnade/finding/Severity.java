package io.colonnade.finding;

/** How much a finding matters, from least to most. */
public enum Severity {
    /** It was checked, and nothing is wrong. */
    OK,
    /** Nothing is wrong; the operator may want to know. */
    INFO,
    /** A second line of defence is missing, or something will be slow or fail later. */
    WARNING,
    /** What Colonnade promises can fail to hold. */
    ERROR
}
