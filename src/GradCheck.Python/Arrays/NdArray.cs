namespace GradCheck.Python.Arrays;

/// <summary>An array of NumPy, or one of its scalars (<c>np.float64</c>), which is an array of no axes that cannot be written.</summary>
internal class NdArray : Value
{
    public NdArray(Storage storage, int offset, int[] shape, int[] strides, bool isScalar = false, int operation = 0)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Strides = strides;
        IsScalar = isScalar;
        Operation = operation;
        var size = 1;
        foreach (var length in shape)
        {
            size *= length;
        }

        Size = size;
    }

    public override bool IsObject => true;

    public Storage Storage { get; private set; }

    /// <summary>The place of the first element in the storage.</summary>
    public int Offset { get; private set; }

    /// <summary>The sizes of the axes; 0 is allowed. Only <see cref="Resize"/> changes what it is, and none changes what is in it.</summary>
    public int[] Shape { get; private set; }

    /// <summary>How far apart neighbours along each axis are in the storage, in elements; 0 for a broadcast axis, negative for a reversed one.</summary>
    public int[] Strides { get; private set; }

    /// <summary>True for <c>np.float64(1.5)</c> and the like.</summary>
    public bool IsScalar { get; }

    /// <summary>Whether it may not be written: a scalar, or a view made by broadcasting.</summary>
    public bool IsReadOnly { get => field || IsScalar; init; }

    /// <summary>Whether it is the array that its memory was taken for, and no view.</summary>
    public bool OwnsMemory { get; init; }

    /// <summary>The operation of the tape that made it; 0 for a constant.</summary>
    public int Operation { get; }

    /// <summary>The operation that its elements come from: that which made it, or a later one that wrote into its memory.</summary>
    public int Source => Math.Max(Operation, Storage.Writer);

    /// <summary>How many elements it has.</summary>
    public int Size { get; private set; }

    public int Rank => Shape.Length;

    public DType DType => Storage.DType;

    public override string TypeName => !IsScalar ? "numpy.ndarray" : DType switch
    {
        DType.Bool => "numpy.bool_",
        DType.Int64 => "numpy.int64",
        _ => "numpy.float64",
    };

    /// <summary>True where the elements lie in row-major order without gaps.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1;
            for (var axis = Rank - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Strides[axis] != expected)
                {
                    return false;
                }

                expected *= Shape[axis];
            }

            return true;
        }
    }

    /// <summary>A new float array in row-major order that owns its memory.</summary>
    public static NdArray Of(int[] shape, double[] values, int[]? nodes = null, bool isScalar = false, int operation = 0) =>
        new(new(values, nodes), 0, shape, RowMajor(shape), isScalar, operation) { OwnsMemory = true };

    /// <summary>A new int or bool array in row-major order that owns its memory.</summary>
    public static NdArray Of(int[] shape, DType dtype, long[] values, bool isScalar = false) =>
        new(new(dtype, values), 0, shape, RowMajor(shape), isScalar) { OwnsMemory = true };

    /// <summary>A float scalar of NumPy.</summary>
    public static NdArray Scalar(double value, int node = 0, int operation = 0) =>
        Of([], [value], node == 0 ? null : [node], isScalar: true, operation);

    /// <summary>The strides of a shape in row-major order.</summary>
    public static int[] RowMajor(int[] shape)
    {
        var strides = new int[shape.Length];
        var stride = 1;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>Makes this very array another, as <c>x.resize(shape)</c> does: whoever holds it sees it. Other views of the old memory keep that.</summary>
    /// <param name="storage">The memory, in row-major order from an offset on.</param>
    /// <param name="offset">The place of the first element.</param>
    /// <param name="shape">The shape.</param>
    public void Resize(Storage storage, int offset, int[] shape)
    {
        (Storage, Offset, Shape, Strides) = (storage, offset, shape, RowMajor(shape));
        Size = shape.Aggregate(1, (size, length) => size * length);
    }

    /// <summary>Makes this very array a look at other memory, as <c>p.data = x</c> does.</summary>
    /// <param name="other">What it shows from here on.</param>
    public void Show(NdArray other)
    {
        (Storage, Offset, Shape, Strides) = (other.Storage, other.Offset, other.Shape, other.Strides);
        Size = other.Size;
    }

    /// <summary>Whether the operators of NumPy leave it to the library that it is of.</summary>
    public virtual bool IsForeign => false;

    /// <summary>What tells it from others as a key of a dictionary; null where it can be none.</summary>
    public virtual string? KeyText => null;

    /// <summary>What was made of this array, as an array of the same kind: a library may have a kind of its own.</summary>
    /// <param name="made">What was made.</param>
    public virtual NdArray Kin(NdArray made) => made;

    /// <summary>The places of all elements in the storage, in row-major order of this array.</summary>
    public int[] Places()
    {
        var places = new int[Size];
        if (Size == 0)
        {
            return places;
        }

        var index = new int[Rank];
        var place = Offset;
        for (var k = 0; ;)
        {
            places[k] = place;
            if (++k == places.Length)
            {
                return places;
            }

            for (var axis = Rank - 1; ; axis--)
            {
                place += Strides[axis];
                if (++index[axis] < Shape[axis])
                {
                    break;
                }

                place -= Strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>The elements as doubles in row-major order: a copy.</summary>
    public double[] ToDoubles()
    {
        var values = new double[Size];
        var places = IsContiguous ? null : Places();
        for (var k = 0; k < values.Length; k++)
        {
            var place = places is null ? Offset + k : places[k];
            values[k] = DType == DType.Float64 ? Storage.Floats[place] : Storage.Integers[place];
        }

        return values;
    }

    /// <summary>The nodes of the elements in row-major order: a copy; null where none is on the tape.</summary>
    public int[]? ToNodes()
    {
        if (Storage.Nodes is not { } nodes)
        {
            return null;
        }

        var places = Places();
        var any = false;
        for (var k = 0; k < places.Length; k++)
        {
            places[k] = nodes[places[k]];
            any |= places[k] != 0;
        }

        return any ? places : null;
    }

    /// <summary>Whether any element depends on an input.</summary>
    public bool IsTracked => ToNodes() is not null;
}
