namespace WsBridge.Analysis.Exchanges;

/// <summary>What explains the MIC of an FTE that is not as it should be: exactly this mistake with the right PMK-R0 makes it.</summary>
/// <param name="How">Continues "The MIC verifies only …".</param>
/// <param name="IsRsnxe">The RSNXE is left out: a mistake of older stacks, with which others of the same make get along.</param>
public sealed record FteMicCause(string How, bool IsRsnxe = false);
