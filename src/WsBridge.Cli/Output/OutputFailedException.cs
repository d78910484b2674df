using WsBridge.Capture;

namespace WsBridge.Cli.Output;

/// <summary>A result could not be written: the disk is full, the device refuses, the name cannot be had.</summary>
/// <param name="where">What the sentence calls it: standard output, or the name that the user gave.</param>
/// <param name="cause">What the system said.</param>
internal sealed class OutputFailedException(string where, Exception cause)
    : IOException($"cannot write {where}: {SystemMessage.Of(cause)}.", cause);
