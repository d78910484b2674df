namespace WsBridge.Cli.Installing;

/// <summary>What <c>doctor --json</c> writes.</summary>
/// <param name="Version">The version of this program, with its commit.</param>
/// <param name="Program">Where it is.</param>
/// <param name="System">The operating system.</param>
/// <param name="Tshark">The tshark that was asked; null when there is none.</param>
/// <param name="TsharkVersion">Its version; null when it does not say.</param>
/// <param name="Content">Nothing is broken.</param>
/// <param name="Checks">What was looked at, in order.</param>
internal sealed record DoctorReport(string Version, string Program, string System, string? Tshark, string? TsharkVersion, bool Content,
    IReadOnlyList<Diagnosis> Checks);
