namespace WsBridge.Host;

/// <summary>The numbers of the bridge protocol; PROTOCOL.md beside this file has it octet by octet.</summary>
internal static class BridgeProtocol
{
    public const byte Version = 7;
    public const int HashLength = 16;
    public const int GreetingHead = 22;
    public const int FrameHead = 18;
    public const int FollowerHead = 2;
    public const int LargestRequest = 1 << 20;

    public const byte Frame = 1;
    public const byte FrameAndAnswer = 2;
    public const byte Answer = 3;
    public const byte Follower = 4;
    public const byte Progress = 5;
    public const byte AnyFrame = 6;
    public const byte AnyFrameAndAnswer = 7;
    public const byte NextFrame = 8;
    public const byte NextFrameAndAnswer = 9;
    public const byte NothingShown = 10;
    public const byte Settle = 11;
    public const byte EarlierData = 12;
    public const byte FieldsShown = 13;

    public const int EarlierDataHead = 8;
    public const int AnyFrameHead = 20;
    public const byte IsChosen = 1;
    public const byte IsFollower = 2;
    public const byte FollowsGap = 4;
    public const byte HostChooses = 8;

    public const int NextFrameHead = 14;

    public const byte Accepted = 0;
    public const byte OtherSchema = 1;
    public const byte OtherVersion = 2;

    public const byte FieldLine = 1;
    public const byte ExpertLine = 2;
    public const byte TextLine = 3;
    public const byte InfoText = 4;
    public const byte BigEndianFieldLine = 5;
    public const byte LittleEndianFieldLine = 6;
    public const byte OwnerLine = 7;

    public static ReadOnlySpan<byte> Magic => "WSBR"u8;
}
