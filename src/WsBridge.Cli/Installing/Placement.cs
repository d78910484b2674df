namespace WsBridge.Cli.Installing;

/// <summary>One file that an installation puts into a folder of Wireshark's.</summary>
/// <param name="Path">Where.</param>
/// <param name="Content">Its octets; for a link null.</param>
/// <param name="Target">What it is a link to, or a copy of where links need rights; null where <paramref name="Content"/> is.</param>
/// <param name="IsUsers">The user may change it, and then keeps it.</param>
internal sealed record Placement(string Path, byte[]? Content, string? Target, bool IsUsers);
