namespace WsBridge.EndToEnd.Tests;

/// <summary>Kinds of tests, by which `dotnet test --filter TestCategory=…` chooses.</summary>
internal static class Categories
{
    /// <summary>What is tested does not depend on the version of Wireshark: once is enough.</summary>
    public const string OneWireshark = "OneWireshark";

    /// <summary>
    /// tshark must run as the user who runs wsbridge: plugins of another user are not loaded, nor may another user capture.
    /// </summary>
    public const string SameUser = "SameUser";

    /// <summary>Of those, what differs between versions of Wireshark, or may.</summary>
    public const string EachWireshark = "EachWireshark";
}
