namespace WsBridge.Host.Plugins;

/// <summary>The numbers of the protocol between host and worker; PROTOCOL.md has it octet by octet.</summary>
internal static class WorkerProtocol
{
    public const int Head = 5;
    public const int FrameHead = 32;

    // Host to worker.
    public const byte Frame = 1;
    public const byte Sync = 2;

    // Worker to host.
    public const byte Hello = 1;
    public const byte Annotations = 2;
    public const byte Synced = 3;
    public const byte Failed = 4;

    // Shared memory: how often a frame was begun or ended (odd while one is looked at), and its id; how many messages with annotations went
    // before the annotations that follow, and how many octets these are.
    public const int ProgressCount = 0;
    public const int ProgressFrame = 8;
    public const int OutputBefore = 12;
    public const int OutputLength = 16;
    public const int Output = 20;
    public const int LargestOutput = 32 * 1024;
    public const int MemorySize = Output + LargestOutput;

    public const byte NotMatched = 0;
    public const byte Matched = 1;

    public const int LargestMessage = 64 << 20;
}
