"""Numbers that know their space: image, voxel and patient points, planes, volumes, regions."""
