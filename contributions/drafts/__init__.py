"""What contributors write before anything of it is public: the fields they may, sources, what addresses bring along."""
